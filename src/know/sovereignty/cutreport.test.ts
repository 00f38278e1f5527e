import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Inventory, NodeContents } from '../inventory/inventory.ts';
import { cutReckoner } from './cutreport.cases.ts';
import { cutReport } from './cutreport.ts';
import type { CutJob } from './cutreport.worker.ts';
import { servicesOf } from './services.ts';
import { providersOf } from './standing.ts';

const node = (key: string, kind: 'process' | 'service' | 'cause', more: object = {}) => ({
  ...NodeContents.parse({ kind, name: key, ...more }),
  key,
});

const inventory: Inventory = {
  company: { name: 'Firma', employees: 20, hourlyRate: 40 },
  response: null,
  teams: [],
  nodes: [node('auftrag', 'process'), node('mail', 'service', { role: 'mail', cause: ['amt'] }), node('amt', 'cause', { provider: {} })],
  dependencies: [{ id: '1', of: 'auftrag', on: ['mail'], any: false, atLeast: 1, for: 'run', buffer: null, loss: 1, note: '' }],
};

const jobFor = (key: string): CutJob => {
  const providers = providersOf(inventory, new Map(), []);
  const services = servicesOf(inventory, providers);
  return { inventory, providers, services, scope: { kind: 'provider', key }, at: null, efforts: new Map([['mail', 3]]) };
};

test('a switch-off reckoned beside the event loop says the same as one reckoned in it, also several at once', async () => {
  const reckon = cutReckoner();
  const [one, other] = await Promise.all([reckon(jobFor('amt')), reckon(jobFor('nobody'))]);
  const here = (job: CutJob) =>
    cutReport(job.inventory, job.providers, job.services, job.scope, job.at, (service) => job.efforts.get(service) ?? null);
  assert.deepEqual(one, here(jobFor('amt')));
  assert.deepEqual(
    one?.gone.map(({ key }) => key),
    ['amt'],
  );
  assert.equal(one?.cuts.find(({ key }) => key === 'auftrag')?.states[0], 'stops');
  assert.deepEqual(other, here(jobFor('nobody')));
});

test('what cannot be reckoned is said to whom it concerns, and the next one is reckoned', async () => {
  const reckon = cutReckoner();
  await assert.rejects(reckon({ ...jobFor('amt'), inventory: { ...inventory, nodes: null as never } }), /could not be reckoned/);
  assert.ok(await reckon(jobFor('amt')));
});
