import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant } from '../../kernel/instant.ts';
import type { Model } from '../model/model.ts';
import { parseModel } from '../model/parse.ts';
import { impact } from './impact.ts';
import { NO_FAILURE, type SimulationRequest, simulate } from './simulate.ts';

const process = (id: string, more: object = {}) => ({ id, kind: 'process', name: id, ...more });
const system = (id: string, hours: number | null, more: object = {}) => ({
  id,
  kind: 'system',
  name: id,
  ...(hours === null ? {} : { restore: { best: `PT${hours}H`, likely: `PT${hours}H`, worst: `PT${hours}H` } }),
  ...more,
});
const model = (nodes: object[], dependencies: object[], more: object = {}): Model => {
  const parsed = parseModel({ format: 'krisenfest-model@1', nodes, dependencies, ...more });
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value;
};
const failing = (what: Model, fail: string[], more: Partial<SimulationRequest> = {}) =>
  simulate(what, { ...NO_FAILURE, runs: 0, fail, ...more });

test('the complete example of the contract gives its numbers', () => {
  const example = model(
    [
      process('orders', { rto: 'PT10H', mtpd: 'P1D', rpo: 'PT4H', costPerHour: { low: 300, likely: 500, high: 900 } }),
      { ...system('network', null), restore: { best: 'PT1H', likely: 'PT2H', worst: 'PT4H', source: 'tested' }, restoredBy: ['admin'] },
      { ...system('directory', null), restore: { best: 'PT2H', likely: 'PT4H', worst: 'PT8H', source: 'guess' }, restoredBy: ['admin'] },
      {
        ...system('erp', null),
        restart: 'PT15M',
        restore: { best: 'PT6H', likely: 'PT8H', worst: 'PT16H', source: 'guess' },
        restoredBy: ['admin'],
        backups: [{ every: 'P1D', needs: ['network'] }],
      },
    ],
    [
      { of: 'orders', on: 'erp', buffer: 'PT6H' },
      { of: 'erp', on: 'directory' },
      { of: 'directory', on: 'network' },
    ],
    { response: 'PT1H', teams: [{ id: 'admin', name: 'IT', slots: 1 }] },
  );
  const result = failing(example, ['network', 'directory', 'erp'], { runs: 10_000 });
  const { orders } = result.processes;
  assert.deepEqual(
    [orders?.downFrom, orders?.upAt, orders?.recovered.infiniteHands, orders?.recovered.planned],
    ['PT6H', 'PT15H', 'PT15H', 'PT15H'],
  );
  assert.deepEqual([orders?.rto, orders?.mtpd, orders?.rpo, orders?.cost.likely], ['fails', 'holds', 'lost', 4500]);
  assert.deepEqual(
    result.restores.map((one) => [one.node, one.start, one.end]),
    [
      ['network', 'PT1H', 'PT3H'],
      ['directory', 'PT3H', 'PT7H'],
      ['erp', 'PT7H', 'PT15H'],
    ],
  );
  assert.equal(JSON.stringify(failing(example, ['network', 'directory', 'erp'], { runs: 10_000 })), JSON.stringify(result));
});

test('G1 order matters: two, four and eight hours one after the other are fourteen, not eight', () => {
  const chain = model(
    [process('auftrag', { rto: 'PT10H' }), system('netz', 2), system('verzeichnis', 4), system('erp', 8)],
    [
      { of: 'auftrag', on: 'erp' },
      { of: 'erp', on: 'verzeichnis' },
      { of: 'verzeichnis', on: 'netz' },
    ],
  );
  const { auftrag } = failing(chain, ['netz', 'verzeichnis', 'erp']).processes;
  assert.deepEqual([auftrag?.recovered.planned, auftrag?.rto], ['PT14H', 'fails']);
});

test('G2 few hands: with one admin the dearer process comes first, and the other pays for it', () => {
  const few = (erpCost: number, mailCost: number) =>
    model(
      [
        process('auftrag', { costPerHour: { low: erpCost, likely: erpCost, high: erpCost } }),
        process('kunden', { rto: 'PT10H', costPerHour: { low: mailCost, likely: mailCost, high: mailCost } }),
        system('netz', 2, { restoredBy: ['admin'] }),
        system('verzeichnis', 4, { restoredBy: ['admin'] }),
        system('erp', 8, { restoredBy: ['admin'] }),
        system('mail', 3, { restoredBy: ['admin'] }),
      ],
      [
        { of: 'auftrag', on: 'erp' },
        { of: 'kunden', on: 'mail' },
        { of: 'erp', on: 'verzeichnis' },
        { of: 'mail', on: 'verzeichnis' },
        { of: 'verzeichnis', on: 'netz' },
      ],
      { teams: [{ id: 'admin', slots: 1 }] },
    );
  const all = ['netz', 'verzeichnis', 'erp', 'mail'];
  const mailFirst = failing(few(100, 100), all);
  assert.deepEqual(
    [mailFirst.schedule, mailFirst.processes['kunden']?.recovered.planned, mailFirst.processes['auftrag']?.recovered.planned],
    ['optimal', 'PT9H', 'PT17H'],
  );
  assert.equal(mailFirst.processes['auftrag']?.recovered.infiniteHands, 'PT14H');
  const erpFirst = failing(few(1000, 100), all);
  assert.deepEqual(
    [erpFirst.processes['auftrag']?.recovered.planned, erpFirst.processes['kunden']?.recovered.planned, erpFirst.processes['kunden']?.rto],
    ['PT14H', 'PT17H', 'fails'],
  );
});

test('G3 a second line through the same router helps nothing; with a second router it does', () => {
  const lines = (second: boolean) =>
    model(
      [process('verkauf'), system('leitung1', 4), system('leitung2', 4), system('router1', 4), system('router2', 4)],
      [
        { of: 'verkauf', onAny: ['leitung1', 'leitung2'] },
        { of: 'leitung1', on: 'router1' },
        { of: 'leitung2', on: second ? 'router2' : 'router1' },
      ],
    );
  assert.equal(failing(lines(false), ['router1']).processes['verkauf']?.upAt, 'PT4H');
  assert.equal(failing(lines(true), ['router1']).processes['verkauf']?.state, 'up');
});

test('G4 the safe waits for the login and the login for the safe: nothing comes back, until there is a paper copy', () => {
  const circle = (paper: boolean) =>
    model(
      [process('büro'), system('tresor', 1), system('m365', 2), ...(paper ? [system('papier', 1)] : [])],
      [
        { of: 'büro', on: 'm365' },
        { of: 'm365', ...(paper ? { onAny: ['tresor', 'papier'] } : { on: 'tresor' }), for: 'recovery' },
        { of: 'tresor', on: 'm365', for: 'recovery' },
      ],
    );
  const stuck = failing(circle(false), ['tresor', 'm365']);
  assert.deepEqual(stuck.deadlocks, [['tresor', 'm365']]);
  assert.deepEqual([stuck.processes['büro']?.recovered.planned, stuck.processes['büro']?.cost.likely], [null, null]);
  const free = failing(circle(true), ['tresor', 'm365']);
  assert.deepEqual([free.deadlocks, free.processes['büro']?.recovered.planned], [[], 'PT2H']);
});

test('G5 one cause takes four services at once', () => {
  const services = ['mail', 'files', 'phone', 'login'];
  const us = model(
    [
      process('vertrieb'),
      { id: 'us', kind: 'cause', name: 'US' },
      { id: 'microsoft', kind: 'cause', name: 'Microsoft', cause: ['us'] },
      ...services.map((id) => ({ id, kind: 'service', name: id, cause: ['microsoft'] })),
    ],
    services.map((on) => ({ of: 'vertrieb', on, loss: 0.25 })),
  );
  const result = failing(us, ['us'], { forMs: 3 * 86_400_000 });
  for (const id of services) assert.deepEqual([result.nodes[id]?.broken, result.nodes[id]?.upAt], [true, 'P3D']);
  assert.equal(result.processes['vertrieb']?.state, 'degraded');
});

test('G6 a backup in the same tenant helps when a disk dies, not when the tenant does', () => {
  const tenant = model(
    [
      process('büro', { rpo: 'P1D' }),
      { ...system('files', 4), backups: [{ every: 'P1D', needs: ['tenant'] }] },
      { id: 'tenant', kind: 'cause', name: 'tenant' },
    ],
    [{ of: 'büro', on: 'files' }],
  );
  assert.equal(failing(tenant, ['files']).processes['büro']?.rpo, 'holds');
  assert.equal(failing(tenant, ['files', 'tenant'], { malicious: true, holdMs: 0, dwellMs: 0 }).processes['büro']?.rpo, 'lost');
});

test('G7 paper carries six hours: five hours without ERP stop nothing', () => {
  const paper = model([process('auftrag'), system('erp', 5)], [{ of: 'auftrag', on: 'erp', buffer: 'PT6H' }]);
  assert.deepEqual(
    [failing(paper, ['erp']).processes['auftrag']?.state, failing(paper, ['erp']).processes['auftrag']?.recovered.planned],
    ['up', 'PT0S'],
  );
});

test('G8 an empty model is unknown, never green; and what nobody has said stays unknown above', () => {
  assert.equal(failing(model([], []), []).state, 'unknown');
  const unasked = model([process('lohn'), { ...system('server', 1), asked: false }], [{ of: 'lohn', on: 'server' }]);
  const result = failing(unasked, []);
  assert.deepEqual(
    [result.state, result.processes['lohn']?.state, result.processes['lohn']?.recovered.planned],
    ['unknown', 'unknown', 'unknown'],
  );
});

test('a node that was only taken down needs its restart, one that waits for others’ restarts does not', () => {
  const restart = model(
    [process('p', { restart: 'PT10M' }), system('app', 1, { restart: 'PT30M' }), system('db', 2)],
    [
      { of: 'p', on: 'app' },
      { of: 'app', on: 'db' },
    ],
  );
  const result = failing(restart, ['db']);
  assert.deepEqual([result.nodes['app']?.upAt, result.nodes['p']?.upAt], ['PT2H30M', 'PT2H30M']);
});

test('in an attack nobody knows when, until somebody says how long the release takes and how long a rebuild', () => {
  const attacked = (rebuild?: string) =>
    model([process('p', { rto: 'PT8H' }), system('s', 1, rebuild ? { rebuild } : {})], [{ of: 'p', on: 's' }]);
  assert.equal(failing(attacked('PT10H'), ['s'], { malicious: true }).processes['p']?.recovered.planned, 'unknown');
  assert.equal(failing(attacked(), ['s'], { malicious: true, holdMs: 0 }).processes['p']?.rto, 'unknown');
  assert.equal(failing(attacked('PT10H'), ['s'], { malicious: true, holdMs: 86_400_000 }).processes['p']?.recovered.planned, 'P1DT10H');
});

test('the exit carries while a cause is gone, unless the cause comes back first', () => {
  const exit = model(
    [
      { id: 'us', kind: 'cause', name: 'us' },
      { ...system('mail', null), cause: ['us'], replace: 'P7D' },
    ],
    [],
  );
  assert.equal(failing(exit, ['us']).nodes['mail']?.upAt, 'P7D');
  assert.equal(failing(exit, ['us'], { forMs: 86_400_000 }).nodes['mail']?.upAt, 'P1D');
});

test('work pauses outside the hours of the team, also over the change of the clocks', () => {
  const office = model([process('p'), { ...system('s', 10), restoredBy: ['it'] }], [{ of: 'p', on: 's' }], {
    teams: [{ id: 'it', slots: 1, hours: { tz: 'Europe/Berlin', open: ['Mo-Fr 08:00-16:00'] } }],
  });
  // Friday 27 March 2026, 14:00 local; on Sunday the clocks go forward. 2 h on Friday, 8 h on Monday.
  const at = Date.parse('2026-03-27T13:00:00Z');
  const ends = Date.parse('2026-03-30T14:00:00Z');
  assert.equal(
    failing(office, ['s'], { at }).processes['p']?.recovered.planned,
    `P${Math.floor((ends - at) / 86_400_000)}DT${((ends - at) % 86_400_000) / 3_600_000}H`,
  );
});

test('live: what fails since ten past nine stops the process when the buffer is empty', () => {
  const shop = model(
    [process('versand', { rto: 'PT4H', mtpd: 'PT8H', costPerHour: { low: 180, likely: 300, high: 420 } }), system('erp', 2)],
    [{ of: 'versand', on: 'erp', buffer: 'PT1H' }],
  );
  const nine = instant(Date.parse('2026-11-24T09:10:00Z'));
  const { processes } = impact(shop, [{ node: 'erp', from: nine }], instant(nine + 30 * 60_000));
  const [versand] = processes;
  assert.deepEqual(
    [versand?.downFrom, versand?.recovered, versand?.mtpdAt, versand?.capacityNow, versand?.rtoHolds],
    [nine + 3_600_000, nine + 2.5 * 3_600_000, nine + 8 * 3_600_000, 1, true],
  );
});

test('live: a restore that goes on keeps its hands, and the next one waits for it', () => {
  const shop = model(
    [process('versand', { rto: 'PT8H' }), { ...system('erp', 2), restoredBy: ['it'] }, { ...system('mail', 1), restoredBy: ['it'] }],
    [
      { of: 'versand', on: 'erp' },
      { of: 'versand', on: 'mail', buffer: 'PT2H' },
    ],
    { teams: [{ id: 'it', slots: 1 }] },
  );
  const nine = Date.parse('2026-11-24T09:00:00Z');
  const at = (hours: number) => instant(nine + hours * 3_600_000);
  const { processes } = impact(
    shop,
    [
      { node: 'erp', from: at(0), restoreStarted: at(1), expectedEnd: at(5) },
      { node: 'mail', from: at(2) },
    ],
    at(3),
  );
  assert.deepEqual([processes[0]?.recovered, processes[0]?.rtoAt, processes[0]?.because], [at(6), at(8), ['versand', 'erp']]);
});

test('a team without hands restores nothing, however few need it', () => {
  const nobody = model([process('p'), { ...system('s', 1), restoredBy: ['it'] }], [{ of: 'p', on: 's' }], {
    teams: [{ id: 'it', slots: 0 }],
  });
  const { recovered, cost } = failing(nobody, ['s']).processes['p'] ?? {};
  assert.deepEqual([recovered?.infiniteHands, recovered?.planned, cost?.likely], ['PT1H', null, null]);
});
