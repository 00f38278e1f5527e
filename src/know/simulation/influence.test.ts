import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asModel } from '../../../test/world/anymodel.ts';
import { effectText, inputOriginText, inputRangeText, inputText } from './influence.texts.ts';
import { type Influence, influencesOf } from './influence.ts';
import { NO_FAILURE } from './simulate.ts';

const HOUR = 3_600_000;
const hours = (best: number, likely: number, worst: number, source = 'guess') => ({
  best: `PT${best}H`,
  likely: `PT${likely}H`,
  worst: `PT${worst}H`,
  source,
});
const shop = asModel({
  response: 'PT1H',
  nodes: [
    { id: 'sale', kind: 'process', name: 'Verkauf', costPerHour: { low: 50, likely: 100, high: 150 } },
    { id: 'erp', kind: 'system', name: 'ERP', restore: hours(4, 8, 20) },
    { id: 'net', kind: 'system', name: 'Netz', restore: hours(2, 2, 3, 'tested') },
    { id: 'mail', kind: 'system', name: 'Mail', restore: hours(1, 5, 90) },
  ],
  dependencies: [
    { of: 'sale', on: 'erp', buffer: 'PT2H' },
    { of: 'erp', on: 'net' },
  ],
});
const request = { ...NO_FAILURE, fail: ['erp', 'net', 'mail'] };
const nameOf = (id: string) => shop.nodes.find((node) => node.id === id)?.name ?? id;
const brief = ({ input, low, high, resultAtLow, resultAtHigh }: Influence) => [
  input.field,
  'node' in input ? input.node : '',
  low,
  high,
  resultAtLow,
  resultAtHigh,
];

test('the three numbers that move the damage most are named, most first, with the damage at both ends', () => {
  // Likely: network 1–3 h, ERP 3–11 h, the sale stands from 2 h: 9 h at 100 €.
  assert.deepEqual(influencesOf(shop, request, { kind: 'cost' }).map(brief), [
    ['restore', 'erp', 4 * HOUR, 20 * HOUR, 500, 2100],
    ['costPerHour', 'sale', 50, 150, 450, 1350],
    ['buffer', 'sale', HOUR, 4 * HOUR, 1000, 700],
  ]);
});

test('what does not move the result is not named, and the time until a process is back has its own numbers', () => {
  const found = influencesOf(shop, request, { kind: 'recovered', process: 'sale' }, { most: 9 });
  assert.deepEqual(found.map(brief), [
    ['restore', 'erp', 4 * HOUR, 20 * HOUR, 7 * HOUR, 23 * HOUR],
    ['response', '', HOUR / 2, 2 * HOUR, 10.5 * HOUR, 12 * HOUR],
    ['restore', 'net', 2 * HOUR, 3 * HOUR, 11 * HOUR, 12 * HOUR],
  ]);
});

test('each number says what it is, its range, where it comes from and how old it is, and what it does', () => {
  const now = Date.parse('2026-11-28T09:00:00Z');
  const originOf = (node: string, field: string) =>
    node === 'erp' && field === 'restore' ? ({ source: 'guess', at: now - 41 * 24 * HOUR } as const) : undefined;
  const watched = { kind: 'cost' } as const;
  const [erp, cost, buffer] = influencesOf(shop, request, watched, { originOf });
  assert.ok(erp && cost && buffer);
  const lines = [erp, cost, buffer].map((one) => [
    inputText(one.input, nameOf, 'de'),
    inputRangeText(one, 'de'),
    inputOriginText(one, now, 'de'),
    effectText(one, watched, 'de'),
  ]);
  /** The space before € is one that does not break. */
  const plain = (all: readonly string[]) => all.map((text) => text.replaceAll('\u00a0', ' '));
  assert.deepEqual(lines.map(plain), [
    ['Wiederanlauf von ERP', '4 h bis 20 h', 'Annahme, vor 41 Tagen', 'Schaden 500 € statt 2.100 €'],
    ['Kosten je Stunde von Verkauf', '50–150 €', 'Annahme, Alter unbekannt', 'Schaden 450 € statt 1.350 €'],
    ['Puffer: wie lange Verkauf ohne ERP weiterläuft', 'probeweise 1 h bis 4 h', 'Annahme, Alter unbekannt', 'Schaden 700 € statt 1.000 €'],
  ]);
  assert.deepEqual(
    [inputText(erp.input, nameOf, 'en'), inputRangeText(buffer, 'en'), inputOriginText(erp, now, 'en'), effectText(erp, watched, 'en')],
    ['Restore of ERP', '1 h to 4 h tried', 'guess, 41 days ago', 'damage €500 instead of €2,100'],
  );
});
