import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { look } from '../../../../test/world/probing.ts';
import { missingProgram } from '../../../../test/world/programs.ts';
import { scratchFolder } from '../../../../test/world/scratch.ts';

const HOUR = 3_600_000;
const scratch = scratchFolder('backups');
const at = (...path: string[]) => join(scratch.path, ...path);
after(() => scratch.remove());
mkdirSync(at('source'));
writeFileSync(at('source', 'orders.csv'), randomBytes(200_000));
writeFileSync(at('password'), 'sehr geheim 4711\n');
writeFileSync(at('wrong'), 'falsch\n');
const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv) =>
  execFileSync(program, args, { env: { ...process.env, ...env }, stdio: 'pipe', cwd: scratch.path });

test('a backup as a file: fresh, too old, too small, from the future, none, and a folder that is gone', async () => {
  mkdirSync(at('files'));
  const config = { path: at('files'), ending: '.bak', maxAgeHours: 26, minMegabytes: 1 };
  const now = Date.now();
  const put = (name: string, ageHours: number, bytes: number) => {
    writeFileSync(at('files', name), Buffer.alloc(bytes));
    utimesSync(at('files', name), new Date(), new Date(now - ageHours * HOUR));
  };
  const code = async () => (await look('folder', config, { now })).detail.code;
  assert.equal(await code(), 'backup-none');
  put('new.txt', 1, 2_000_000);
  assert.equal(await code(), 'backup-none');
  put('monday.bak', 50, 2_000_000);
  assert.equal(await code(), 'backup-old');
  put('tuesday.bak', 20, 2_000_000);
  const fresh = await look('folder', config, { now });
  assert.deepEqual([fresh.outcome, fresh.detail.code], ['up', 'backup-fresh']);
  put('wednesday.bak', 2, 200);
  assert.equal(await code(), 'backup-small');
  put('friday.bak', -50, 2_000_000);
  assert.equal(await code(), 'backup-from-future');
  const gone = await look('folder', { ...config, path: at('not-mounted') }, { now });
  assert.deepEqual([gone.outcome, gone.detail], ['down', { code: 'folder-unread', says: 'ENOENT' }]);
});

describe('a repository of restic', { skip: missingProgram('restic', 'apt-get install restic') }, () => {
  const env = { RESTIC_PASSWORD: 'sehr geheim 4711', RESTIC_REPOSITORY: at('restic'), RESTIC_CACHE_DIR: at('cache') };
  const config = { path: at('restic'), passwordFile: at('password'), maxAgeHours: 26, minMegabytes: 0 };

  test('is fresh after a backup, too old a week later, too small for what was wanted; a wrong password is said without it', async () => {
    run('restic', ['init'], env);
    const empty = await look('restic', config, { timeoutMs: 20_000 });
    assert.deepEqual([empty.outcome, empty.detail.code], ['down', 'backup-none']);
    run('restic', ['backup', 'source'], env);
    const fresh = await look('restic', { ...config, minMegabytes: 0 }, { timeoutMs: 20_000 });
    assert.deepEqual([fresh.outcome, fresh.detail.code], ['up', 'backup-fresh'], JSON.stringify(fresh));
    const old = await look('restic', config, { timeoutMs: 20_000, now: Date.now() + 7 * 24 * HOUR });
    assert.deepEqual([old.outcome, old.detail.code], ['down', 'backup-old']);
    const small = await look('restic', { ...config, minMegabytes: 1 }, { timeoutMs: 20_000 });
    assert.deepEqual([small.outcome, small.detail.code], ['down', 'backup-small']);
    const wrong = await look('restic', { ...config, passwordFile: at('wrong') }, { timeoutMs: 20_000 });
    assert.deepEqual([wrong.outcome, wrong.detail.code], ['down', 'repository-unread']);
    assert.ok(!JSON.stringify(wrong).includes('falsch'));
  });

  test('a backup that suddenly writes almost everything anew is a warning, as when files were encrypted; the first and a usual one are not', async () => {
    const watched = { ...config, maxGrowthPercent: 40 };
    const outcome = async () => {
      const { outcome: seen, warning, detail } = await look('restic', watched, { timeoutMs: 20_000 });
      return [seen, warning, detail.code];
    };
    assert.deepEqual(await outcome(), ['up', false, 'backup-fresh']);
    await sleep(1100);
    writeFileSync(at('source', 'restic.txt'), 'ein Auftrag');
    run('restic', ['backup', 'source'], env);
    assert.deepEqual(await outcome(), ['up', false, 'backup-fresh']);
    await sleep(1100);
    writeFileSync(at('source', 'restic.bin'), randomBytes(2_000_000));
    run('restic', ['backup', 'source'], env);
    assert.deepEqual(await outcome(), ['up', true, 'backup-grown']);
  });

  test('may be read while a backup holds the lock, and by somebody who may not write', async () => {
    mkdirSync(at('restic', 'locks'), { recursive: true });
    chmodSync(at('restic', 'locks'), 0o500);
    assert.equal((await look('restic', config, { timeoutMs: 20_000 })).outcome, 'up');
    chmodSync(at('restic', 'locks'), 0o700);
  });

  test('that is no repository, or a password that is nowhere, gets a sentence', async () => {
    const none = await look('restic', { ...config, path: at('source') }, { timeoutMs: 20_000 });
    assert.deepEqual([none.outcome, none.detail.code], ['down', 'repository-unread']);
    const nowhere = await look('restic', { ...config, passwordFile: at('nowhere') });
    assert.deepEqual(nowhere.detail, { code: 'repository-unread', says: `${at('nowhere')}: ENOENT` });
  });
});

describe('a repository of Borg', { skip: missingProgram('borg', 'apt-get install borgbackup') }, () => {
  const env = { BORG_PASSPHRASE: 'sehr geheim 4711', BORG_BASE_DIR: at('borg-base') };
  const config = { path: at('borg'), passwordFile: at('password'), maxAgeHours: 26 };

  test('is fresh after a backup, too old a week later; a wrong password is said without it', async () => {
    run('borg', ['init', '-e', 'repokey-blake2', at('borg')], env);
    assert.equal((await look('borg', config, { timeoutMs: 20_000 })).detail.code, 'backup-none');
    run('borg', ['create', `${at('borg')}::nacht-1`, 'source'], env);
    const fresh = await look('borg', config, { timeoutMs: 20_000 });
    assert.equal(fresh.outcome, 'up', JSON.stringify(fresh));
    assert.ok(fresh.detail.code === 'backup-fresh' && Math.abs(fresh.detail.at - Date.now()) < HOUR / 6);
    const old = await look('borg', config, { timeoutMs: 20_000, now: Date.now() + 7 * 24 * HOUR });
    assert.equal(old.detail.code, 'backup-old');
    const wrong = await look('borg', { ...config, passwordFile: at('wrong') }, { timeoutMs: 20_000 });
    assert.deepEqual([wrong.outcome, wrong.detail.code], ['down', 'repository-unread']);
    assert.ok(!JSON.stringify(wrong).includes('falsch'));
  });

  test('a backup that suddenly writes almost everything anew is a warning, as when files were encrypted; the first and a usual one are not', async () => {
    const watched = { ...config, maxGrowthPercent: 40 };
    const outcome = async () => {
      const { outcome: seen, warning, detail } = await look('borg', watched, { timeoutMs: 20_000 });
      return [seen, warning, detail.code];
    };
    assert.deepEqual(await outcome(), ['up', false, 'backup-fresh']);
    await sleep(1100);
    writeFileSync(at('source', 'borg.txt'), 'ein Auftrag');
    run('borg', ['create', `${at('borg')}::nacht-2`, 'source'], env);
    assert.deepEqual(await outcome(), ['up', false, 'backup-fresh']);
    await sleep(1100);
    writeFileSync(at('source', 'borg.bin'), randomBytes(2_000_000));
    run('borg', ['create', `${at('borg')}::nacht-3`, 'source'], env);
    assert.deepEqual(await outcome(), ['up', true, 'backup-grown']);
  });
});
