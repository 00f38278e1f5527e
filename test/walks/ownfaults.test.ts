import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockedFor, standStill, watchedSites } from '../world/ownfaults.ts';

describe('faults of our own, in the house as it runs', () => {
  test('another process locks the database for nine seconds: nothing is called down that is not, and what fails meanwhile is told afterwards', () =>
    lockedFor(9000));

  test('nothing of this process runs for five seconds, three times: nothing is called down that is not, and what fails then is told', async () => {
    const sites = await watchedSites();
    try {
      await sleep(4000);
      for (let n = 0; n < 3; n++) {
        if (n === 2) sites.fail('shop');
        standStill(5000);
        await sleep(700);
      }
      await sites.shopIsTold(30_000);
      await sleep(2000);
      assert.deepEqual(await sites.down(), ['Shop']);
    } finally {
      await sites.close();
    }
  });
});
