import { test } from 'node:test';
import { postgresBinaries, sharedPostgres } from '../world/postgres.ts';
import { escalateOnTwoNodes, sentOnceAndOnTime } from '../world/twonodes.ts';

test('two nodes on one PostgreSQL for thirty minutes, one killed or cut off in turn: each step is sent once, and on time', {
  skip: postgresBinaries() ? false : 'PostgreSQL is not installed (apt-get install postgresql)',
}, async (t) => {
  const postgres = await sharedPostgres();
  t.after(() => postgres.stop());
  const run = await escalateOnTwoNodes(postgres, 30);
  t.diagnostic(`late by ${run.arrived.map(({ lateS }) => lateS).join(', ')} s of model time`);
  sentOnceAndOnTime(run);
});
