import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { darkContent } from '../../../test/world/darkcontent.ts';
import { scratchFolder } from '../../../test/world/scratch.ts';
import { instant } from '../../kernel/instant.ts';
import { type DarkSite, renderDarkSite } from '../../prepare/darkpages/render.ts';
import { folderPublisher } from './publishers/folder.ts';
import { publishers } from './publishers/index.ts';
import { flagFileSwitch } from './switches/flagfile.ts';
import { switches } from './switches/index.ts';

const scratch = scratchFolder('darksite');
after(() => scratch.remove());
const soon = (): AbortSignal => AbortSignal.timeout(5000);
const NOTE = { since: instant(0), until: instant(1), hash: 'ab'.repeat(32) };
const SECRET = 'hush-7f3a';

function site(version: number): DarkSite {
  const rendered = renderDarkSite(darkContent({ version }));
  assert.ok(rendered.ok);
  return rendered.value;
}
let one: DarkSite;
let two: DarkSite;
before(() => {
  one = site(1);
  two = site(2);
});

test('every adapter has a name of its own, a label and a sentence in both languages, and a form', () => {
  for (const registry of [publishers, switches]) {
    assert.equal(new Set(registry.map(({ kind }) => kind)).size, registry.length);
    for (const { kind, label, about, config } of registry) {
      assert.match(kind, /^[a-z][a-z-]*$/);
      for (const text of [label.de, label.en, about.de, about.en]) assert.ok(text.length > 3, kind);
      assert.notEqual(label.de, label.en);
      assert.equal(z.toJSONSchema(config).type, 'object');
    }
  }
});

test('every adapter refuses settings of another shape, and no secret stands in the error', () => {
  for (const { kind, open } of [...publishers, ...switches])
    for (const settings of [
      undefined,
      null,
      7,
      {},
      { path: SECRET },
      { path: `/x/../${SECRET}` },
      { path: '/tmp/x', password: SECRET },
      { path: ['/tmp'] },
    ])
      assert.throws(
        () => open(settings),
        (fault: unknown) => !String(fault).includes(SECRET),
        kind,
      );
});

test('every adapter stops at once when it is told to', async () => {
  const path = join(scratch.path, 'never');
  const stopped = AbortSignal.abort();
  for (const { open } of publishers) {
    await assert.rejects(open({ path }).publish(one, stopped));
    await assert.rejects(open({ path }).remove(stopped));
  }
  for (const { open } of switches) {
    await assert.rejects(open({ path }).on(NOTE, stopped));
    await assert.rejects(open({ path }).off(stopped));
  }
  assert.equal(existsSync(join(path, 'current')), false);
});

test('a published folder holds exactly the rendered bytes, and a new version replaces it in one step', async () => {
  const path = join(scratch.path, 'folder');
  const publisher = folderPublisher.open({ path });
  assert.equal(await publisher.readBack(soon()), null);
  for (const version of [one, two, two, one]) {
    await publisher.publish(version, soon());
    assert.equal(await publisher.readBack(soon()), version.hash);
    for (const [name, { body }] of version.files) assert.equal(readFileSync(join(path, 'current', name), 'utf8'), body);
  }
  assert.equal(readlinkSync(join(path, 'current')), join('releases', one.hash));
  assert.deepEqual(new Set(readdirSync(path)), new Set(['current', 'releases']));
});

test('only the version that is shown and the one before stay on the disk', async () => {
  const path = join(scratch.path, 'pruned');
  const publisher = folderPublisher.open({ path });
  for (let version = 1; version <= 5; version++) await publisher.publish(site(version), soon());
  assert.deepEqual(new Set(readdirSync(join(path, 'releases'))), new Set([site(4).hash, site(5).hash]));
});

test('what somebody changed in the folder is noticed, and the next publication puts it right', async () => {
  const path = join(scratch.path, 'tampered');
  const publisher = folderPublisher.open({ path });
  await publisher.publish(one, soon());
  writeFileSync(join(path, 'current', 'index.html'), 'Alles gut!');
  assert.notEqual(await publisher.readBack(soon()), one.hash);
  await publisher.publish(one, soon());
  assert.equal(await publisher.readBack(soon()), one.hash);
  writeFileSync(join(path, 'current', 'extra.html'), 'x');
  assert.notEqual(await publisher.readBack(soon()), one.hash);
});

test('what a crash left half done does no harm', async () => {
  const path = join(scratch.path, 'crashed');
  mkdirSync(join(path, 'releases', `${one.hash}.making`, 'en'), { recursive: true });
  writeFileSync(join(path, 'releases', `${one.hash}.making`, 'old.html'), 'x');
  symlinkSync('nowhere', join(path, 'current.making'));
  const publisher = folderPublisher.open({ path });
  await publisher.publish(one, soon());
  assert.equal(await publisher.readBack(soon()), one.hash);
});

test('what was taken away is gone, can be taken away twice, and leaves alone what is not its own', async () => {
  const path = join(scratch.path, 'removed');
  const publisher = folderPublisher.open({ path });
  await publisher.remove(soon());
  await publisher.publish(one, soon());
  writeFileSync(join(path, 'note.txt'), 'mine');
  for (let i = 0; i < 2; i++) {
    await publisher.remove(soon());
    assert.equal(await publisher.readBack(soon()), null);
    assert.deepEqual(readdirSync(path), ['note.txt']);
  }
  await publisher.publish(two, soon());
  assert.equal(await publisher.readBack(soon()), two.hash);
});

test('a folder that cannot be written is said with its path and what to do', async () => {
  const path = join(scratch.path, 'blocked');
  writeFileSync(path, 'a file, not a folder');
  await assert.rejects(
    folderPublisher.open({ path }).publish(one, soon()),
    new RegExp(`could not be written to ${path}.*May krisenfest write there`),
  );
  await assert.rejects(flagFileSwitch.open({ path: `${path}/x.on` }).on(NOTE, soon()), /could not be set.*web server look into it/);
});

test('the switch is on while its file is there, and both ways can be done twice', async () => {
  const path = join(scratch.path, 'switch', 'firma.on');
  const flag = flagFileSwitch.open({ path });
  assert.equal(await flag.read(soon()), 'off');
  await flag.off(soon());
  for (let i = 0; i < 2; i++) {
    await flag.on(NOTE, soon());
    assert.equal(await flag.read(soon()), 'on');
  }
  assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), {
    since: '1970-01-01T00:00:00.000Z',
    until: '1970-01-01T00:00:00.001Z',
    hash: NOTE.hash,
  });
  assert.deepEqual(readdirSync(join(scratch.path, 'switch')), ['firma.on']);
  for (let i = 0; i < 2; i++) {
    await flag.off(soon());
    assert.equal(await flag.read(soon()), 'off');
  }
});

test('a switch that cannot be looked at is an error, not off', async () => {
  const path = join(scratch.path, 'no-folder');
  writeFileSync(path, 'a file, not a folder');
  await assert.rejects(flagFileSwitch.open({ path: join(path, 'x.on') }).read(soon()), /could not be read/);
});
