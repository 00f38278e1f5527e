import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { sampleLog } from '../../test/world/log.ts';
import { verify } from './verify.ts';

let log: Awaited<ReturnType<typeof sampleLog>>;
before(async () => {
  log = await sampleLog(12);
});

async function run(args: string[], text = log.text): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const io = {
    out: (line: string) => void (said.out += line),
    err: (line: string) => void (said.err += line),
    readText: (path: string) => (path === 'log.jsonl' ? Promise.resolve(text) : Promise.reject(new Error('no such file'))),
  };
  return { code: await verify.run(args, io), ...said };
}

test('a good log: exit 0, and what was not checked is said beside', async () => {
  const { code, out, err } = await run(['log.jsonl']);
  assert.equal(code, 0);
  assert.match(out, /unchanged: 12 entries/);
  assert.match(err, /Without --key/);
});

test('key and head may be typed from paper', async () => {
  const key = (log.server.publicKey.toUpperCase().match(/.{4}/g) ?? []).join(' ');
  const { code, err } = await run(['log.jsonl', '--key', key, '--head', log.head.hash ?? '']);
  assert.equal(code, 0);
  assert.doesNotMatch(err, /Without/);
});

test('a bad log: exit 1, and the first bad entry is named with device and reason', async () => {
  const { code, out } = await run(['log.jsonl'], log.text.replace('Eintrag 5', 'Eintrag X'));
  assert.equal(code, 1);
  assert.match(out, new RegExp(`Entry 5 \\(device ${log.phone.device}, its entry 2\\): The content does not match`));
});

test('--json gives one document, good or bad', async () => {
  const good = JSON.parse((await run(['log.jsonl', '--json'])).out) as { ok: boolean; count: number };
  assert.deepEqual([good.ok, good.count], [true, 12]);
  const bad = JSON.parse((await run(['--json', 'log.jsonl'], log.text.slice(0, -5))).out) as {
    ok: boolean;
    fault: { at: string; code: string };
  };
  assert.deepEqual([bad.ok, bad.fault.at, bad.fault.code], [false, 'end', 'cut-off']);
});

test('wrong use or an unreadable file: exit 2 and a sentence', async () => {
  for (const args of [[], ['a', 'b'], ['--what'], ['log.jsonl', '--key', 'abc'], ['log.jsonl', '--head', 'zz'], ['log.jsonl', '--key']])
    assert.equal((await run(args)).code, 2, args.join(' '));
  const { code, err } = await run(['missing.jsonl']);
  assert.equal(code, 2);
  assert.match(err, /missing\.jsonl cannot be read: no such file/);
  assert.equal((await run(['--help'])).code, 0);
});
