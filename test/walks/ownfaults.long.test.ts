import { test } from 'node:test';
import { lockedFor } from '../world/ownfaults.ts';

test('another process locks the database for thirty seconds: nothing is called down that is not, and what fails meanwhile is told afterwards', () =>
  lockedFor(30_000));
