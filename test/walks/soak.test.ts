import { test } from 'node:test';
import { heldThrough, soak } from '../world/soak.ts';

test('a hundred checks through five minutes of dead resolver, locked database, full disk, jumping clock and true outages: each outage is told once, nothing else is, and no turn is left out', async (t) => {
  const run = await soak(100, 5);
  t.diagnostic(
    `${run.results} results, ${run.refused} ticks refused, ${run.unclear} unclear, ${run.disk ? 'disk full' : 'no disk of its own'}`,
  );
  heldThrough(run, 30 << 20);
});
