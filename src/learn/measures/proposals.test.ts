import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asModel } from '../../../test/world/anymodel.ts';
import type { Model } from '../../know/model/model.ts';
import { analyse } from '../../know/simulation/analyse.ts';
import { edited } from '../../know/simulation/edit.ts';
import { NO_FAILURE, simulate } from '../../know/simulation/simulate.ts';
import { wordsOfEdit } from './editwords.ts';
import { de as board } from './measures.texts.ts';
import { engineEdit } from './measures.ts';
import { de } from './proposals.texts.ts';
import { type Proposal, proposals } from './proposals.ts';

const propose = (model: Model, known: readonly string[] = []): Proposal[] =>
  proposals(model, analyse(model, { at: null, seed: 1, runs: 50 }), de, new Set(known), null);
const the = (found: readonly Proposal[], key: string): Proposal => {
  const one = found.find((proposal) => proposal.key === key);
  assert.ok(one, `${key} is not among ${found.map((proposal) => proposal.key).join(', ')}`);
  return one;
};
const withIt = (model: Model, { edit }: Proposal): Model => {
  const changed = edited(model, engineEdit(edit), '');
  assert.ok(changed.ok, JSON.stringify(changed));
  return changed.value;
};
const standsFor = (model: Model, fail: string, process: string) =>
  simulate(model, { ...NO_FAILURE, fail: [fail], runs: 0 }).processes[process]?.recovered.planned;

const shop = () =>
  asModel({
    nodes: [
      { id: 'sale', kind: 'process', name: 'Verkauf', rto: 'PT2H', costPerHour: 100 },
      { id: 'line', kind: 'line', name: 'Leitung', cause: ['carrier'], restore: { likely: 'PT8H' } },
      { id: 'carrier', kind: 'cause', name: 'Netzbetreiber' },
    ],
    dependencies: [{ of: 'sale', on: 'line', buffer: 'PT30M' }],
  });

test('what a process rests on alone gets a second one beside it, of another provider, and the process stands no more', () => {
  const model = shop();
  const second = the(propose(model), 'second:line');
  assert.equal(standsFor(model, 'line', 'sale'), 'PT8H');
  const changed = withIt(model, second);
  assert.equal(standsFor(changed, 'line', 'sale'), 'PT0S');
  assert.equal(standsFor(changed, 'carrier', 'sale'), 'PT0S');
  assert.match(second.reason, /Fällt Leitung allein aus, steht: Verkauf/);
  assert.deepEqual(wordsOfEdit(second.edit, model, board.edit, String), [
    'Neu: Zweite Möglichkeit: Leitung',
    'Verkauf braucht eines von: Leitung, Zweite Möglichkeit: Leitung',
  ]);
});

test('a proposal that was taken up or rejected does not come again', () => {
  assert.ok(propose(shop()).some(({ key }) => key === 'second:line'));
  assert.ok(!propose(shop(), ['second:line']).some(({ key }) => key === 'second:line'));
});

test('a second device in the same room keeps the room as its cause', () => {
  const model = asModel({
    nodes: [
      { id: 'sale', kind: 'process', costPerHour: 100 },
      { id: 'server', kind: 'device', cause: ['room'], restore: 'PT8H' },
      { id: 'room', kind: 'site' },
    ],
    dependencies: [{ of: 'sale', on: 'server' }],
  });
  const changed = withIt(model, the(propose(model), 'second:server'));
  assert.equal(standsFor(changed, 'server', 'sale'), 'PT0S');
  assert.notEqual(standsFor(changed, 'room', 'sale'), 'PT0S');
});

test('a single knower gets a deputy', () => {
  const model = asModel({
    nodes: [
      { id: 'wages', kind: 'process', name: 'Lohn', costPerHour: 50 },
      { id: 'knower', kind: 'person', name: 'Lohnbuchhaltung (eine Person)', restore: 'P10D' },
    ],
    dependencies: [{ of: 'wages', on: 'knower' }],
  });
  const deputy = the(propose(model), 'deputy:knower');
  assert.equal(deputy.cost, 0);
  assert.equal(standsFor(withIt(model, deputy), 'knower', 'wages'), 'PT0S');
});

test('G4 a circle of recoveries is opened by a copy on paper', () => {
  const model = asModel({
    nodes: [
      { id: 'mail', kind: 'process', costPerHour: 10 },
      { id: 'vault', kind: 'system', name: 'Passwort-Tresor', restore: 'PT2H' },
      { id: 'tenant', kind: 'system', name: 'Anmeldung', restore: 'PT4H' },
    ],
    dependencies: [
      { of: 'mail', on: 'tenant' },
      { of: 'tenant', on: 'vault', for: 'recovery' },
      { of: 'vault', on: 'tenant' },
    ],
  });
  const paper = the(propose(model), 'deadlock:tenant:vault');
  assert.match(paper.title, /^Passwort-Tresor für die Wiederherstellung von Anmeldung auf Papier/);
  const all = { ...NO_FAILURE, fail: ['vault', 'tenant'], runs: 0 };
  assert.equal(simulate(model, all).processes['mail']?.recovered.planned, null);
  assert.equal(simulate(withIt(model, paper), all).processes['mail']?.recovered.planned, 'PT4H');
});

test('G6 a backup that is gone with what it is a backup of gets a copy off site; one that is there gets none', () => {
  const firm = (needs: readonly string[]) =>
    asModel({
      nodes: [
        { id: 'orders', kind: 'process', rpo: 'PT4H', costPerHour: 10 },
        { id: 'erp', kind: 'system', name: 'ERP', cause: ['tenant'], restore: 'PT8H', backups: [{ every: 'PT2H', needs }] },
        { id: 'tenant', kind: 'cause', name: 'Mandant' },
      ],
      dependencies: [{ of: 'orders', on: 'erp' }],
    });
  const lost = firm(['tenant']);
  const copy = the(propose(lost), 'off-site:erp');
  assert.match(copy.reason, /Fällt Mandant aus/);
  const rpo = (model: Model) => simulate(model, { ...NO_FAILURE, fail: ['tenant'], runs: 0 }).processes['orders']?.rpo;
  assert.equal(rpo(lost), 'lost');
  assert.equal(rpo(withIt(lost, copy)), 'holds');
  assert.ok(!propose(firm([])).some(({ rule }) => rule === 'off-site'));
});

test('a target that is missed because two things wait for one pair of hands asks for a second pair', () => {
  const model = asModel({
    teams: [{ id: 'it', name: 'IT', slots: 1 }],
    nodes: [
      { id: 'orders', kind: 'process', name: 'Aufträge', rto: 'PT6H', costPerHour: 10 },
      { id: 'erp', kind: 'system', cause: ['room'], restore: 'PT5H', restoredBy: ['it'] },
      { id: 'files', kind: 'system', cause: ['room'], restore: 'PT5H', restoredBy: ['it'] },
      { id: 'room', kind: 'site', restore: 'PT1H' },
    ],
    dependencies: [
      { of: 'orders', on: 'erp' },
      { of: 'orders', on: 'files' },
    ],
  });
  const hands = the(propose(model), 'hands:it');
  assert.equal(standsFor(model, 'room', 'orders'), 'PT11H');
  assert.equal(standsFor(withIt(model, hands), 'room', 'orders'), 'PT6H');
});

test('a provider on which much hangs asks for a prepared way out, the grid does not', () => {
  const model = shop();
  const out = the(propose(model), 'way-out:carrier');
  const long = { ...NO_FAILURE, fail: ['carrier'], forMs: 28 * 86_400_000, runs: 0 };
  assert.equal(simulate(model, long).processes['sale']?.recovered.planned, 'P28D');
  assert.equal(simulate(withIt(model, out), long).processes['sale']?.recovered.planned, 'P3D');
  const grid = asModel({
    nodes: [
      { id: 'sale', kind: 'process', costPerHour: 100 },
      { id: 'power', kind: 'power', cause: ['grid'] },
      { id: 'grid', kind: 'cause' },
    ],
    dependencies: [{ of: 'sale', on: 'power' }],
  });
  assert.ok(!propose(grid).some(({ rule }) => rule === 'way-out'));
});
