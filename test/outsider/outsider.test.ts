import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { exportLog } from '../../src/act/situationlog/export.ts';
import { NOON, sampleLog } from '../world/log.ts';
import { scratchFolder } from '../world/scratch.ts';

const folder = scratchFolder('outsider');
after(() => folder.remove());

/** What is missing here to play the outsider, or false. */
function missing(): string | false {
  for (const [tool, args] of [
    ['python3', ['--version']],
    ['openssl', ['version']],
  ] as const)
    if (spawnSync(tool, args).status !== 0) return `${tool} is not installed here`;
  return false;
}

function outsider(text: string): { status: number | null; said: string } {
  const file = join(folder.path, 'log.jsonl');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync('python3', [join(import.meta.dirname, 'verify_log.py'), file], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, said: stdout + stderr };
}

test('an outsider checks the log with Python and openssl, without our software', { skip: missing() }, async () => {
  const log = await sampleLog(12);
  const good = outsider(log.text);
  assert.equal(good.status, 0, good.said);
  assert.match(good.said, new RegExp(`good: 12 entries, key ${log.server.publicKey}, head ${log.head.hash}`));
  const bare = outsider(await exportLog(log.head, log.lines, log.server, NOON, () => true));
  assert.equal(bare.status, 0, bare.said);
});

test('the outsider finds what was changed', { skip: missing() }, async () => {
  const { text } = await sampleLog(12);
  assert.match(outsider(text.replace('Eintrag 5', 'Eintrag X')).said, /entry 5: the content was changed/);
  const rows = text.trimEnd().split('\n');
  assert.match(outsider(`${rows.toSpliced(7, 1).join('\n')}\n`).said, /entry 7: wrong number/);
  const times = text.replace(/("number":9,.*"receivedAt":"2026-11-22T)\d\d/, '$100');
  assert.match(outsider(times).said, /entry 10: does not follow/);
  const forged = rows.map((row, i) => (i === 9 ? row.replace(/"signature":"../, '"signature":"00') : row));
  assert.match(outsider(`${forged.join('\n')}\n`).said, /entry 9: bad signature/);
  assert.match(outsider(`${rows.toSpliced(12, 1).join('\n')}\n`).said, /entries are missing at the end/);
});
