import { test } from 'node:test';
import { promises } from '../../../test/world/promises.ts';

for (const [promise, look] of Object.entries(promises)) test(promise, () => look(100));
