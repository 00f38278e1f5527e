import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instant } from '../../kernel/instant.ts';
import { ShownKind } from '../checks/checks.ts';
import { badgeSvg } from './badge.ts';
import { exposition } from './exposition.ts';
import { metricsOf } from './metrics.ts';
import { publicState } from './publicstate.ts';

type Read = { readonly name: string; readonly labels: Record<string, string>; readonly value: number };

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"/;

/** A strict reader of the text format 0.0.4, written from its description; throws at the first thing that is not in it. */
function read(text: string): Read[] {
  assert.ok(text === '' || text.endsWith('\n'), 'ends with a line feed');
  const samples: Read[] = [];
  const typed = new Map<string, string>();
  const seen = new Set<string>();
  let current = '';
  for (const line of text.split('\n').slice(0, -1)) {
    const comment = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line);
    if (comment) {
      const [, what = '', name = '', rest = ''] = comment;
      if (what === 'HELP') {
        assert.ok(!typed.has(name) && /^(?:[^\\]|\\[\\n])*$/.test(rest), line);
        current = name;
      } else {
        assert.ok(current === name && !typed.has(name) && ['gauge', 'counter'].includes(rest), line);
        typed.set(name, rest);
      }
      continue;
    }
    const [name = ''] = NAME.exec(line) ?? [];
    assert.ok(name !== '' && name === current && typed.has(name), `a sample of no family: ${line}`);
    let rest = line.slice(name.length);
    const labels: Record<string, string> = {};
    if (rest.startsWith('{')) {
      rest = rest.slice(1);
      while (!rest.startsWith('}')) {
        const label = LABEL.exec(rest);
        assert.ok(label, `a broken label: ${rest}`);
        const [whole, key = '', value = ''] = label;
        assert.ok(!(key in labels), `a label twice: ${line}`);
        labels[key] = value.replaceAll(/\\([\\"n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
        rest = rest.slice(whole.length);
        if (rest.startsWith(',')) rest = rest.slice(1);
        else assert.ok(rest.startsWith('}'), line);
      }
      rest = rest.slice(1);
    }
    const value = /^ (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/.exec(rest)?.[1];
    assert.ok(value !== undefined, `a broken value: ${line}`);
    const key = `${name} ${JSON.stringify(labels)}`;
    assert.ok(!seen.has(key), `a sample twice: ${line}`);
    seen.add(key);
    samples.push({ name, labels, value: Number(value) });
  }
  return samples;
}

const check = fc.record({
  id: fc.uuid(),
  name: fc.string({ unit: 'grapheme', minLength: 1 }),
  group: fc.option(fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'n', 'ä', ' ') })),
  kind: fc.constantFrom('http', 'tcp'),
  shown: fc.constantFrom(...ShownKind.options),
  lastAt: fc.option(fc.integer({ min: 0, max: 4e12 }).map(instant)),
  last: fc.option(fc.record({ outcome: fc.constantFrom('up', 'down'), ms: fc.double({ min: 0, max: 1e5, noNaN: true }) })),
});

test('whatever checks are called, a strict reader of the format gets every name, state and time back', () => {
  fc.assert(
    fc.property(fc.uniqueArray(check, { selector: ({ id }) => id, maxLength: 8 }), (list) => {
      const samples = read(exposition(metricsOf(list, { queued: 3 }, '1.2.3')));
      const of = (name: string) => samples.filter((one) => one.name === name);
      assert.deepEqual(
        of('krisenfest_check_state').map(({ labels }) => [labels['id'], labels['check'], labels['group'], labels['state']]),
        list.map(({ id, name, group, shown }) => [id, name, group ?? '', shown]),
      );
      assert.equal(
        of('krisenfest_checks').reduce((sum, { value }) => sum + value, 0),
        list.length,
      );
      assert.deepEqual(of('krisenfest_alert_deliveries'), [{ name: 'krisenfest_alert_deliveries', labels: { state: 'queued' }, value: 3 }]);
    }),
  );
});

test('a check whose state is not known counts neither as up nor as down', () => {
  for (const shown of ShownKind.options) {
    const one = { id: '1', name: 'a', group: null, kind: 'http', shown, lastAt: null, last: null };
    const up = read(exposition(metricsOf([one], {}, '1'))).filter(({ name }) => name === 'krisenfest_check_up');
    const wanted = ['up', 'warning', 'suspect'].includes(shown) ? [1] : shown === 'down' ? [0] : [];
    assert.deepEqual(
      up.map(({ value }) => value),
      wanted,
      shown,
    );
  }
});

test('outsiders are told green only of what runs; what nobody looks at, or cannot be trusted, is unknown', () => {
  const told = Object.fromEntries(ShownKind.options.map((kind) => [kind, publicState(kind)]));
  assert.deepEqual(told, {
    down: 'down',
    suspect: 'checking',
    warning: 'up',
    behind: 'unknown',
    unclear: 'unknown',
    unknown: 'unknown',
    maintenance: 'maintenance',
    paused: 'unknown',
    untrusted: 'unknown',
    up: 'up',
  });
});

test('a badge says of which moment it is, and a name cannot break out of it', () => {
  const svg = badgeSvg({ label: '<script>"&', state: 'läuft', asOf: '28.11.2026, 11:05 Uhr' }, 'up');
  assert.ok(svg.includes('28.11.2026, 11:05 Uhr'));
  assert.ok(svg.includes('&lt;script&gt;&quot;&amp;') && !svg.includes('<script'));
});
