import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { scratchFolder } from '../../test/world/scratch.ts';
import { doctorCommand } from './doctor.ts';
import { migrateCommand } from './migrate.ts';

const folder = scratchFolder('doctor');
after(() => folder.remove());

const run = async (command: typeof doctorCommand, ...args: string[]) => {
  let out = '';
  const code = await command.run(['--data', folder.path, '--json', ...args], {
    out: (text) => (out += text),
    err: (text) => assert.fail(text),
    readText: async () => '',
  });
  return {
    code,
    answer: JSON.parse(out) as { good?: boolean; applied?: string[]; findings?: { part: string; state: string; said: string }[] },
  };
};

test('an empty folder is ill, and the line says what to do; looking makes nothing', async () => {
  const { code, answer } = await run(doctorCommand);
  assert.equal(code, 1);
  assert.match(answer.findings?.find((one) => one.part === 'database')?.said ?? '', /Start the server once/);
  assert.equal((await run(doctorCommand)).answer.findings?.find((one) => one.part === 'database')?.state, 'bad');
});

test('after a migration the schema is good, and a second one has nothing to do', async () => {
  assert.ok((await run(migrateCommand)).answer.applied?.includes('0001-foundation'));
  assert.deepEqual((await run(migrateCommand)).answer.applied, []);
  const { answer } = await run(doctorCommand);
  assert.equal(answer.findings?.find((one) => one.part === 'master key')?.state, 'bad');
  for (const part of ['schema', 'database', 'printing'])
    assert.equal(answer.findings?.find((one) => one.part === part)?.state, 'good', part);
});
