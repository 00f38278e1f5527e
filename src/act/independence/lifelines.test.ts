import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { inventoryDependency as dependency, type Inventory, inventoryNode as node } from '../../../test/world/inventories.ts';
import { scratchFolder } from '../../../test/world/scratch.ts';
import { DAY, instant, plus } from '../../kernel/instant.ts';
import type { Rests } from './independence.ts';
import { ANSWER_LASTS, type Answer, type ChannelFacts, type Facts, lifelinesOf } from './lifelines.ts';
import { machineFacts } from './machine.cases.ts';

const now = instant(Date.parse('2026-11-24T09:00:00Z'));

const inventory: Inventory = {
  company: { name: 'Musterbau', employees: 12, hourlyRate: 40 },
  response: null,
  teams: [],
  nodes: [
    node('post', 'service', { role: 'mail', cause: ['m365'] }),
    node('m365', 'cause', { provider: { catalogueId: 'microsoft-365' } }),
    node('anmeldung', 'system', { role: 'identity', cause: ['m365'] }),
    node('ersatzpost', 'cause', { provider: { website: 'https://status.ersatzpost.example/' } }),
    node('glasfaser', 'line'),
    node('dsl', 'line'),
    node('internet', 'service'),
    node('namen', 'service', { role: 'dns' }),
    node('server', 'device'),
  ],
  dependencies: [dependency('internet', ['glasfaser', 'dsl'], true)],
};
const channel = (more: Partial<ChannelFacts>): ChannelFacts => ({
  id: 'a',
  kind: 'email',
  name: 'Hausmail',
  shares: 'own-mail',
  withoutInternet: 'depends',
  provider: null,
  host: null,
  ...more,
});
const facts = (channels: readonly ChannelFacts[], more: Partial<Facts> = {}): Facts => ({
  inventory,
  channels,
  siteSetUp: true,
  machine: { virtual: null, inDomain: null },
  roleOf: (key) => inventory.nodes.find((one) => one.key === key)?.role ?? null,
  ...more,
});
const said = (lifeline: string, rests: Rests, at = now): Answer => ({ lifeline, rests, by: 'Eva', at });
const restsOf = (key: string, known: Facts, answers: readonly Answer[] = [], at = now) => {
  const found = lifelinesOf(known, answers, at).find((one) => one.key === key);
  assert.ok(found, key);
  return found;
};

test('a mail channel at the company’s usual provider rests on its usual mail; one elsewhere on that company and the Internet', () => {
  assert.deepEqual(restsOf('channel:a', facts([channel({ host: 'smtp.office365.com', provider: 'microsoft-365' })])).rests, {
    kind: 'on',
    nodes: ['post', 'm365'],
  });
  const other = restsOf('channel:a', facts([channel({ host: 'smtp.ersatzpost.example' })]));
  assert.deepEqual(other.rests, { kind: 'on', nodes: ['ersatzpost', 'internet'] });
  assert.deepEqual(other.origin, { kind: 'derived', why: ['host', 'internet'] });
  assert.deepEqual(restsOf('channel:a', facts([channel({ host: 'mail.musterbau.example' })])).rests, { kind: 'on', nodes: ['post'] });
});

test('a chat rests on the company’s login, a gateway on the Internet, a modem on nobody knows what', () => {
  const teams = channel({ kind: 'teams', shares: 'own-login', withoutInternet: 'no', provider: 'microsoft-365' });
  assert.deepEqual(restsOf('channel:a', facts([teams])).rests, { kind: 'on', nodes: ['anmeldung', 'm365', 'internet'] });
  const gateway = channel({ kind: 'seven', shares: 'nothing', withoutInternet: 'no', provider: 'seven' });
  assert.deepEqual(restsOf('channel:a', facts([gateway])).rests, { kind: 'on', nodes: ['internet'] });
  const modem = channel({ kind: 'sms', shares: 'nothing', withoutInternet: 'yes' });
  assert.deepEqual(restsOf('channel:a', facts([modem])).rests, { kind: 'unknown' });
});

test('the emergency website rests on the machine that shows it and on the line in front of it', () => {
  assert.deepEqual(restsOf('site', facts([])).rests, { kind: 'unknown' }, 'nobody has said where krisenfest runs');
  const answers = [said('self:machine', { kind: 'on', nodes: ['server'] })];
  assert.deepEqual(restsOf('site', facts([]), answers).rests, { kind: 'on', nodes: ['server', 'internet'] });
  assert.deepEqual(restsOf('site', facts([], { siteSetUp: false }), answers).rests, { kind: 'unknown' });
  assert.deepEqual(restsOf('dns', facts([])).rests, { kind: 'on', nodes: ['namen'] });
});

test('krisenfest has accounts of its own; whether its machine has joined a domain is looked at, the rest is asked', () => {
  assert.deepEqual(restsOf('self:login', facts([])).rests, { kind: 'on', nodes: [] });
  assert.deepEqual(restsOf('self:domain', facts([])).rests, { kind: 'unknown' });
  assert.deepEqual(restsOf('self:domain', facts([], { machine: { virtual: null, inDomain: true } })).rests, { kind: 'unknown' });
  assert.deepEqual(restsOf('self:domain', facts([], { machine: { virtual: null, inDomain: false } })).rests, { kind: 'on', nodes: [] });
  for (const aspect of ['machine', 'admin', 'backup']) assert.equal(restsOf(`self:${aspect}`, facts([])).rests.kind, 'unknown');
});

test('what a person says counts before what shows, for a year, and as long as what it names is there', () => {
  const answer = said('mail', { kind: 'on', nodes: [] });
  assert.deepEqual(restsOf('mail', facts([]), [answer]).rests, { kind: 'on', nodes: [] });
  const late = restsOf('mail', facts([]), [answer], plus(now, ANSWER_LASTS + DAY));
  assert.deepEqual([late.rests.kind, late.origin.kind === 'said' && late.origin.stale], ['unknown', true]);
  assert.equal(restsOf('mail', facts([]), [said('mail', { kind: 'on', nodes: ['verkauft'] })]).rests.kind, 'unknown');
});

test('a machine tells of itself whether it is a guest on somebody’s host and has joined a domain', () => {
  const folder = scratchFolder('machine');
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  };
  assert.deepEqual(machineFacts(folder.path), { virtual: null, inDomain: null }, 'another system says nothing');
  put('proc/version', 'Linux');
  put('proc/cpuinfo', 'flags\t\t: fpu vme sse2');
  assert.deepEqual(machineFacts(folder.path), { virtual: null, inDomain: false });
  put('proc/cpuinfo', 'flags\t\t: fpu vme hypervisor sse2');
  assert.equal(machineFacts(folder.path).virtual, 'VM');
  put('sys/class/dmi/id/sys_vendor', 'Microsoft Corporation\n');
  put('sys/class/dmi/id/product_name', 'Virtual Machine\n');
  put('etc/krb5.keytab', '');
  assert.deepEqual(machineFacts(folder.path), { virtual: 'Hyper-V', inDomain: true });
});
