import { test } from 'node:test';
import { heldThrough, soak } from '../world/soak.ts';

test('a thousand checks through thirty minutes of dead resolver, locked database, full disk, jumping clock and true outages: each outage is told once, nothing else is, no turn is left out, and the memory stays flat', async (t) => {
  const run = await soak(1000, 30);
  const [early, late] = run.memory.map((bytes) => Math.round(bytes / 2 ** 20));
  t.diagnostic(`${run.results} results, ${run.refused} ticks refused, ${run.unclear} unclear; ${early} MB early, ${late} MB at the end`);
  heldThrough(run, 30 << 20);
});
