import assert from 'node:assert/strict';
import { existsSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { startModem } from '../../../../test/world/modem.ts';
import { scratchFolder } from '../../../../test/world/scratch.ts';
import { smsdMissing, smsSpool } from '../../../../test/world/smsd.ts';
import { smstoolsMissing, smstoolsSpool } from '../../../../test/world/smstools.ts';
import { until } from '../../../../test/world/until.ts';
import type { Inbox, Received } from '../channel.ts';
import { gammuInbox, smstoolsInbox } from './inbox.ts';

const EVA = '+4915155501990';
const cleanUp: (() => unknown)[] = [];
after(async () => {
  for (const close of cleanUp.reverse()) await close();
});
const scratch = (name: string) => {
  const folder = scratchFolder(name);
  cleanUp.push(() => folder.remove());
  return folder.path;
};

/** Reads until so many have come in. */
const readAll = (inbox: Inbox, many: number): Promise<readonly Received[]> =>
  until(
    `${many} texts came in`,
    async () => {
      const found = await inbox.read(Date.now());
      return found.length >= many ? found : undefined;
    },
    { everyMs: 100 },
  );
const said = (all: readonly Received[]) => all.map(({ from, text }) => [from, text]);

test('what the real gammu-smsd puts into its inbox is read with sender and umlauts, and is gone when it was taken away', {
  skip: smsdMissing(),
  timeout: 180_000,
}, async () => {
  const spool = smsSpool(scratch('gammu-inbox'));
  const running = await spool.start();
  cleanUp.push(() => running.stop());
  spool.receive(EVA, 'OK', new Date(2026, 10, 28, 9, 0, 0));
  spool.receive(EVA, 'Bestätigt, ich fahre los', new Date(2026, 10, 28, 9, 0, 5));
  const inbox = gammuInbox(spool.inbox);
  const all = await readAll(inbox, 2);
  assert.deepEqual(said(all), [
    [EVA, 'OK'],
    [EVA, 'Bestätigt, ich fahre los'],
  ]);
  for (const one of all) await inbox.remove(one);
  assert.deepEqual(spool.inboxFiles(), []);
  assert.deepEqual(await inbox.read(Date.now()), []);
});

test('what the real smsd of smstools puts into its incoming folder is read with the plus of the number', {
  skip: smstoolsMissing(),
  timeout: 180_000,
}, async () => {
  const spool = smstoolsSpool(scratch('smstools-inbox'));
  const modem = await startModem();
  cleanUp.push(() => modem.close());
  modem.receive(EVA, 'OK');
  modem.receive('+4915155501991', 'Bestätigt');
  const running = await spool.start(modem.port);
  cleanUp.push(() => running.stop());
  const inbox = smstoolsInbox(spool.incoming);
  const all = await readAll(inbox, 2).catch((error: unknown) => assert.fail(`${String(error)}\n${spool.log()}`));
  assert.deepEqual(said(all).sort(), [
    [EVA, 'OK'],
    ['+4915155501991', 'Bestätigt'],
  ]);
  for (const one of all) await inbox.remove(one);
  assert.deepEqual(spool.names('incoming'), []);
});

describe('files in an inbox', () => {
  const old = Date.now() / 1000 - 60;
  const put = (folder: string, name: string, bytes: string | Uint8Array, at = old) => {
    writeFileSync(join(folder, name), bytes);
    utimesSync(join(folder, name), at, at);
  };

  test('gammu: the parts of a long text are one, in whatever letters the program writes', async () => {
    const folder = scratch('parts');
    put(folder, `IN20261128_090000_00_${EVA}_00.txt`, 'Ich bin ');
    put(folder, `IN20261128_090000_00_${EVA}_01.txt`, 'unterwegs');
    put(folder, `IN20261128_090001_00_${EVA}_00.txt`, Buffer.from('\ufeffÄ', 'utf16le').swap16());
    put(folder, `IN20261128_090002_00_${EVA}_00.txt`, Buffer.from('\ufeffÖ', 'utf16le'));
    put(folder, `IN20261128_090003_00_${EVA}_00.txt`, Buffer.from('Ü', 'latin1'));
    put(folder, `IN20261128_090004_00_Paketdienst_00.txt`, 'Ihr Paket');
    const all = await gammuInbox(folder).read(Date.now());
    assert.deepEqual(
      all.map(({ text }) => text),
      ['Ich bin unterwegs', 'Ä', 'Ö', 'Ü', 'Ihr Paket'],
    );
    assert.equal(all[4]?.from, 'Paketdienst');
  });

  test('smstools: each alphabet that smsd writes', async () => {
    const folder = scratch('alphabets');
    const head = (alphabet: string) =>
      `From: 4915155501990\nFrom_TOA: 91\nReceived: 26-11-28 09:00:00\nModem: GSM1\n${alphabet}Length: 5\n\n`;
    put(folder, 'GSM1.aaaaaa', Buffer.concat([Buffer.from(head('Alphabet: ISO\n')), Buffer.from('Grüße', 'latin1')]));
    put(folder, 'GSM1.bbbbbb', `${head('Alphabet: UTF-8\n')}Grüße`);
    put(folder, 'GSM1.cccccc', Buffer.concat([Buffer.from(head('Alphabet: UCS2\n')), Buffer.from('Grüße', 'utf16le').swap16()]));
    put(folder, 'GSM1.dddddd', `${head('')}Grüße`);
    assert.deepEqual(
      said(await smstoolsInbox(folder).read(Date.now())),
      Array.from({ length: 4 }, () => [EVA, 'Grüße']),
    );
  });

  test('what is still being written is left alone until it is whole', async () => {
    const folder = scratch('fresh');
    put(folder, `IN20261128_090000_00_${EVA}_00.txt`, 'Ich bin ');
    put(folder, `IN20261128_090000_00_${EVA}_01.txt`, 'unter', Date.now() / 1000);
    assert.deepEqual(await gammuInbox(folder).read(Date.now()), []);
  });

  test('a wrong folder in the settings costs nobody a file: no mail, no letter, no link to elsewhere is read or taken away', async () => {
    const folder = scratch('wrong');
    put(folder, 'passwd', 'root:x:0:0\n\n');
    put(folder, 'mail.a1B2c3', 'From: eva@musterbau.example\nReceived: by mail\nModem: x\n\nGeheim');
    put(folder, 'Brief.docxyz', 'From: Eva\n\nGeheim');
    mkdirSync(join(folder, 'GSM1.folder'));
    const secret = join(scratch('elsewhere'), 'secret');
    writeFileSync(secret, 'From: 49\nReceived: x\nModem: y\n\nGeheim');
    symlinkSync(secret, join(folder, 'GSM1.linked'));
    symlinkSync(secret, join(folder, `IN20261128_090000_00_${EVA}_00.txt`));
    for (const inbox of [gammuInbox(folder), smstoolsInbox(folder)]) assert.deepEqual(await inbox.read(Date.now()), []);
    for (const name of ['passwd', 'mail.a1B2c3', 'Brief.docxyz']) assert.ok(existsSync(join(folder, name)));
  });
});
