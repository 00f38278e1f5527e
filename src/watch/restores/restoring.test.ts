import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import { missingProgram } from '../../../test/world/programs.ts';
import { scratchFolder } from '../../../test/world/scratch.ts';
import { instant } from '../../kernel/instant.ts';
import { RestoreSettings } from './restores.ts';
import { restoreSample } from './restoring.jobs.ts';

const scratch = scratchFolder('restores');
const at = (...path: string[]) => join(scratch.path, ...path);
after(() => scratch.remove());
const SECRET = 'sehr geheim 4711';
mkdirSync(at('source', 'erp'), { recursive: true });
// Names that programs take for patterns, options or directories of their own.
for (const name of ['a [1].txt', '-rf', 'ä*ö?.txt', 're:x', 'plain'])
  for (const n of [1, 2]) writeFileSync(at('source', n === 1 ? 'erp' : '.', name), randomBytes(20_000));
writeFileSync(at('password'), `${SECRET}\n`);
mkdirSync(at('test'));
const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  execFileSync(program, args, { env: { ...process.env, ...env }, stdio: 'pipe', cwd: scratch.path });

const ID = '0192f0c1-2d3e-7aaa-8bbb-ccccddddeeee';
function restore(kind: string, config: Record<string, unknown>, settings: object = {}, signal = new AbortController().signal) {
  const lease = { id: ID, fence: 1, until: instant(0) };
  const all = RestoreSettings.parse({ scratch: at('test'), ...settings });
  return restoreSample({ org: ID, checkId: ID, lease, settings: all, name: 'ERP', kind, config, nodeId: null }, signal);
}
/** Turns a byte in every file of a repository that is larger than a few lines. */
function spoil(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile() || statSync(path).size < 5000) continue;
    const bytes = readFileSync(path);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
    execFileSync('chmod', ['u+w', path]);
    writeFileSync(path, bytes);
  }
}
const leftovers = () => readdirSync(at('test'));
beforeEach(() => assert.deepEqual(leftovers(), []));

const repositories = {
  restic: {
    hint: 'apt-get install restic',
    make: (path: string) => {
      const env = { RESTIC_PASSWORD: SECRET, RESTIC_REPOSITORY: path, RESTIC_CACHE_DIR: at('cache') };
      run('restic', ['init'], env);
      run('restic', ['backup', 'source'], env);
    },
    add: (path: string, folder: string) =>
      run('restic', ['backup', folder], { RESTIC_PASSWORD: SECRET, RESTIC_REPOSITORY: path, RESTIC_CACHE_DIR: at('cache-2') }),
  },
  borg: {
    hint: 'apt-get install borgbackup',
    make: (path: string) => {
      const env = { BORG_PASSPHRASE: SECRET, BORG_BASE_DIR: at('borg-base') };
      run('borg', ['init', '-e', 'repokey-blake2', path], env);
      run('borg', ['create', `${path}::nacht-1`, 'source'], env);
    },
    add: (path: string, folder: string) =>
      run('borg', ['create', `${path}::nacht-2`, folder], { BORG_PASSPHRASE: SECRET, BORG_BASE_DIR: at('borg-base') }),
  },
};

for (const [kind, { hint, make, add }] of Object.entries(repositories))
  describe(`a restore test of a real repository of ${kind}`, { skip: missingProgram(kind, hint) }, () => {
    const config = { path: at(kind), passwordFile: at('password') };

    test('restores every file of a small one, whatever it is called, compares the checksums, and leaves nothing behind', async () => {
      make(at(kind));
      const done = await restore(kind, config);
      assert.ok(done.kind === 'restored', JSON.stringify(done));
      assert.deepEqual(done.measured.sample, { files: 10, bytes: 200_000 });
      assert.deepEqual(done.measured.total, done.measured.sample);
      assert.equal(done.proven, kind === 'restic' ? 'repository' : 'sums');
      assert.equal(done.checked, 'sound');
      const without = await restore(kind, config, { whole: false });
      assert.ok(without.kind === 'restored' && without.checked === null);
      assert.ok(done.measured.ms > 0 && done.measured.openMs > 0 && done.backup.at > 0);
      assert.deepEqual(leftovers(), []);
    });

    test('only what is needed to work counts, and what is not in the backup is said', async () => {
      // restic keeps the folders of the source from its root, Borg as they were named.
      const done = await restore(kind, config, { paths: ['/source/erp/'] });
      assert.ok(done.kind === 'restored', JSON.stringify(done));
      assert.deepEqual(done.measured.total, { files: 5, bytes: 100_000 });
      const none = await restore(kind, config, { paths: ['/buchhaltung'] });
      assert.ok(none.kind === 'failed' && none.fault.code === 'not-in-backup');
    });

    test('without room, without the folder, or stopped, it says nothing about the backup', async () => {
      const nowhere = await restore(kind, config, { scratch: at('nowhere') });
      assert.ok(nowhere.kind === 'not-run' && nowhere.why.code === 'no-scratch', JSON.stringify(nowhere));
      const stop = new AbortController();
      const running = restore(kind, config, {}, stop.signal);
      setTimeout(() => stop.abort(), 100);
      assert.deepEqual(await running, { kind: 'stopped' });
      assert.deepEqual(leftovers(), []);
    });

    test('what a killed run has left behind goes with the next one', async () => {
      mkdirSync(at('test', `krisenfest-restore-${ID}-abc123`, 'deep'), { recursive: true });
      assert.equal((await restore(kind, config)).kind, 'restored');
      assert.deepEqual(leftovers(), []);
    });

    test('what has rotted outside of the sample is found by the look through the whole repository, which can be switched off', async () => {
      const path = at(`${kind}-rotten`);
      const rotten = { path, passwordFile: at('password') };
      make(path);
      spoil(join(path, 'data'));
      // The newest backup is of other files and needs nothing of what has gone bad.
      mkdirSync(at('other'), { recursive: true });
      writeFileSync(at('other', 'konto.txt'), randomBytes(50_000));
      add(path, 'other');
      const quick = await restore(kind, rotten, { whole: false });
      assert.equal(quick.kind, 'restored', JSON.stringify(quick));
      const done = await restore(kind, rotten);
      assert.ok(done.kind === 'failed' && done.fault.code === 'program', JSON.stringify(done));
    });

    test('a repository whose data has rotted fails, and the password stands nowhere', async () => {
      spoil(at(kind, 'data'));
      const done = await restore(kind, config);
      assert.equal(done.kind, 'failed', JSON.stringify(done));
      writeFileSync(at('wrong'), 'falsches-kennwort\n');
      const wrong = await restore(kind, { ...config, passwordFile: at('wrong') });
      assert.equal(wrong.kind, 'failed');
      assert.ok(!/falsches-kennwort|4711/.test(JSON.stringify([done, wrong])));
      assert.deepEqual(leftovers(), []);
    });
  });

describe('a restore test of a backup as a file', () => {
  const config = { path: at('files'), ending: '' };
  const newest = (name: string, bytes: Buffer) => {
    mkdirSync(at('files'), { recursive: true });
    writeFileSync(at('files', name), bytes);
    for (const other of readdirSync(at('files'))) utimesSync(at('files', other), 1000, 1000);
    utimesSync(at('files', name), 2000, 2000);
  };
  const outcome = async (settings: object = {}) => {
    const done = await restore('folder', config, settings);
    assert.deepEqual(leftovers(), []);
    return done;
  };

  test('an archive is copied and unpacked whole; a torn one fails', async () => {
    run('tar', ['-czf', 'a.tar.gz', 'source']);
    const archive = readFileSync(at('a.tar.gz'));
    newest('montag.tar.gz', archive);
    const done = await outcome();
    assert.ok(done.kind === 'restored' && done.proven === 'unpacked', JSON.stringify(done));
    newest('dienstag.tar.gz', archive.subarray(0, 60_000));
    const torn = await outcome();
    assert.equal(torn.kind, 'failed', JSON.stringify(torn));
    newest('mittwoch.sql.gz', archive.subarray(0, 60_000));
    assert.equal((await outcome()).kind, 'failed');
  });

  test('a checksum beside it decides; without one it is only said to be copied', async () => {
    const backup = randomBytes(3_000_000);
    newest('voll.vbk', backup);
    const plain = await outcome();
    assert.ok(plain.kind === 'restored' && plain.proven === 'copied', JSON.stringify(plain));
    const sum = run('sha256sum', [at('files', 'voll.vbk')]).toString();
    writeFileSync(at('files', 'SHA256SUMS'), sum);
    newest('voll.vbk', backup);
    const summed = await outcome();
    assert.ok(summed.kind === 'restored' && summed.proven === 'checksum', JSON.stringify(summed));
    appendFileSync(at('files', 'voll.vbk'), 'x');
    newest('voll.vbk', readFileSync(at('files', 'voll.vbk')));
    const rotten = await outcome();
    assert.ok(rotten.kind === 'failed' && rotten.fault.code === 'checksum-beside', JSON.stringify(rotten));
  });

  test('of one that is larger than the sample its beginning is read', async () => {
    newest('gross.bak', randomBytes(2_500_000));
    const done = await outcome({ maxMegabytes: 1 });
    assert.ok(done.kind === 'restored', JSON.stringify(done));
    assert.deepEqual([done.measured.sample.bytes, done.measured.total.bytes], [1_000_000, 2_500_000]);
  });

  test('a folder that is gone, and one without a backup, fail', async () => {
    const gone = await restore('folder', { path: at('gone'), ending: '' });
    assert.ok(gone.kind === 'failed' && gone.fault.code === 'unread');
    mkdirSync(at('empty'));
    assert.equal((await restore('folder', { path: at('empty'), ending: '' })).kind, 'failed');
  });

  test('there is nothing to restore from a website', async () => {
    assert.deepEqual(await restore('http', { url: 'https://www.muehlhaus.example/' }), { kind: 'not-run', why: { code: 'unsupported' } });
  });
});
