import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { STEPS } from '../../src/cli/drill/drill.ts';
import { type PostgresServer, postgresBinaries, sharedPostgres } from '../world/postgres.ts';

type Result = { timeline: { step: string; atMs: number }[]; report: string };

const run = (args: string[]): Promise<{ code: number | null; out: string; err: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['src/cli.ts', 'drill', ...args]);
    let [out, err] = ['', ''];
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString();
    });
    child.stderr.on('data', (text: Buffer) => {
      err += text.toString();
    });
    child.once('exit', (code) => resolve({ code, out, err }));
  });

describe('the drill', () => {
  const whole = async (args: string[]) => {
    const { code, out, err } = await run([...args, '--json']);
    assert.equal(code, 0, err);
    const { timeline, report } = JSON.parse(out) as Result;
    assert.deepEqual(
      STEPS.filter((step) => !timeline.some((moment) => moment.step === step)),
      [],
    );
    const firsts = STEPS.map((step) => timeline.find((moment) => moment.step === step)?.atMs ?? -1);
    assert.deepEqual(
      firsts,
      [...firsts].sort((a, b) => a - b),
      'the steps come in their order',
    );
    assert.ok(existsSync(report));
    rmSync(report);
  };

  test('goes around the whole loop, twice in a row', async () => {
    await whole([]);
    await whole([]);
  });

  describe('on PostgreSQL', { skip: postgresBinaries() ? false : 'PostgreSQL is not installed (apt-get install postgresql)' }, () => {
    let server: PostgresServer;
    before(async () => {
      server = await sharedPostgres();
    });
    after(() => server.stop());

    test('does the same, twice, and leaves the database as it was', async () => {
      const url = await server.create();
      await whole(['--database', url]);
      await whole(['--database', url]);
    });
  });

  test('an unknown scenario is refused with what there is', async () => {
    const { code, err } = await run(['--scenario', 'meteorite']);
    assert.equal(code, 2);
    assert.match(err, /website-outage/);
  });
});
