import { test } from 'node:test';
import { killRounds, newSeed } from '../world/killing.ts';

test('the server is killed ten times in the middle of alert runs: every accepted alert is handed over, none is lost, every log verifies', async (t) => {
  const seed = newSeed();
  t.diagnostic(`seed ${seed}`);
  t.diagnostic(JSON.stringify(await killRounds({ rounds: 10, seed })));
});
