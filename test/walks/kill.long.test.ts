import { after, before, describe, test } from 'node:test';
import { killRounds, newSeed } from '../world/killing.ts';
import { type PostgresServer, postgresBinaries, sharedPostgres } from '../world/postgres.ts';

/** A hundred kills a run, each with an organisation and a seed of its own: `SEED=… npm run test:long -- kill.long` repeats one. */
const RUNS = 10;
const ROUNDS = 100;
const what = 'the middle of alert runs: every accepted alert is handed over, none is lost, every log verifies';

describe(`the server is killed a thousand times in ${what}`, () => {
  for (let run = 1; run <= RUNS; run++)
    test(`kills ${(run - 1) * ROUNDS + 1} to ${run * ROUNDS}`, async (t) => {
      const seed = newSeed();
      t.diagnostic(`seed ${seed}`);
      t.diagnostic(JSON.stringify(await killRounds({ rounds: ROUNDS, seed })));
    });
});

describe(`with PostgreSQL it is killed a thousand times in ${what}`, {
  skip: postgresBinaries() ? false : 'PostgreSQL is not installed (apt-get install postgresql)',
}, () => {
  let postgres: PostgresServer;
  before(async () => {
    postgres = await sharedPostgres();
  });
  after(() => postgres.stop());
  for (let run = 1; run <= RUNS; run++)
    test(`kills ${(run - 1) * ROUNDS + 1} to ${run * ROUNDS}`, async (t) => {
      const seed = newSeed();
      t.diagnostic(`seed ${seed}`);
      t.diagnostic(JSON.stringify(await killRounds({ rounds: ROUNDS, seed, database: await postgres.create() })));
    });
});
