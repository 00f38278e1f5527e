import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, instant, MINUTE } from '../../kernel/instant.ts';
import { cameBack, type Incident, joined, type Outage, proposed } from './incidents.ts';

const began = instant(1_790_000_000_000);
const at = (ms: number) => instant(began + ms);
const outage = (nodeId: string, ms: number): Outage => ({ nodeId, name: nodeId, from: at(ms), until: null });
const incident = proposed('0199-id', 'Ausfall', { kind: 'raised', by: 'Eva Muster' }, [outage('erp', 0)], began);
const back = (one: Incident, nodeId: string, ms: number) => cameBack(one, nodeId, at(ms)).incident;

test('what fails again within ten minutes has the same outage; later it has another one', () => {
  const returned = back(incident, 'erp', 5 * MINUTE);
  assert.deepEqual(joined(returned, outage('erp', 12 * MINUTE)).outages, [outage('erp', 0)]);
  const later = joined(returned, outage('erp', HOUR)).outages;
  assert.deepEqual(later, [{ ...outage('erp', 0), until: at(5 * MINUTE) }, outage('erp', HOUR)]);
});

test('what is down already joins once, and another thing joins beside it', () => {
  assert.equal(joined(incident, outage('erp', MINUTE)), incident);
  assert.deepEqual(joined(incident, outage('mail', MINUTE)).outages, [outage('erp', 0), outage('mail', MINUTE)]);
});

test('a thing that comes and goes for a month does not swell the incident', () => {
  let one = incident;
  for (let hour = 1; hour < 24 * 30; hour++) one = joined(back(one, 'erp', hour * HOUR - 30 * MINUTE), outage('erp', hour * HOUR));
  assert.equal(one.outages.length, 20);
  assert.equal(one.outages.at(-1)?.until, null);
});
