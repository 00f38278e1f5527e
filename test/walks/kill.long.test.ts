import { test } from 'node:test';
import { killRounds, newSeed } from '../world/killing.ts';
import { postgresBinaries, sharedPostgres } from '../world/postgres.ts';

const what = 'the middle of alert runs: every accepted alert is handed over, none is lost, every log verifies';

test(`the server is killed fifty times in ${what}`, async (t) => {
  const seed = newSeed();
  t.diagnostic(`seed ${seed}`);
  t.diagnostic(JSON.stringify(await killRounds({ rounds: 50, seed })));
});

test(`with PostgreSQL it is killed twenty times in ${what}`, {
  skip: postgresBinaries() ? false : 'PostgreSQL is not installed (apt-get install postgresql)',
}, async (t) => {
  const seed = newSeed();
  t.diagnostic(`seed ${seed}`);
  const postgres = await sharedPostgres();
  t.after(() => postgres.stop());
  t.diagnostic(JSON.stringify(await killRounds({ rounds: 20, seed, database: await postgres.create() })));
});
