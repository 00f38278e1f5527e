import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../../kernel/problem.ts';
import { readIncoming } from './exchange.cases.ts';
import { goSpan, readGatus } from './gatus.ts';
import { canonical, matchAll } from './matching.ts';
import { pointerOf } from './uptimekuma.ts';

const golden = (name: string) => readFileSync(join(import.meta.dirname, '../../../../test/golden/exchange', name));
const bytes = (text: string) => new TextEncoder().encode(text);
const entriesOf = (name: string) => new Map(readIncoming(golden(name)).entries.map((entry) => [entry.name, entry]));
const codes = (entry: { remarks: readonly { code: string; what: string }[] } | undefined) =>
  (entry?.remarks ?? []).map(({ code, what }) => (what ? `${code} ${what}` : code));

test('a backup of Uptime Kuma: groups, tags, retries, states and texts come along, and what does not is named', () => {
  const all = entriesOf('uptime-kuma.json');
  assert.equal(all.has('Werk 2'), false, 'a group is no check');
  const website = all.get('Website');
  assert.deepEqual(website?.draft, {
    name: 'Website',
    kind: 'http',
    config: { url: 'https://www.muehlhaus.example/', status: '200-299, 401' },
    group: 'Werk 2',
    tags: ['Kunden'],
    intervalMs: 60_000,
    timeoutMs: 48_000,
    retryMs: 30_000,
    misses: 3,
  });
  const shop = all.get('Shop');
  const { config, tags, timeoutMs } = shop?.draft ?? {};
  assert.deepEqual(
    [config, tags, timeoutMs],
    [
      {
        url: 'https://shop.muehlhaus.example/',
        status: '200-299',
        redirects: 'forbid',
        certificate: 'ignore',
        contains: 'Warenkorb',
      },
      ['Ort: Halle 3'],
      10_000,
    ],
  );
  assert.deepEqual(codes(shop), ['setting method', 'setting headers']);
  assert.equal(all.get('Schnittstelle')?.draft?.config['jsonAt'], '/queue/0/state');
  assert.deepEqual([all.get('ERP-Datenbank')?.paused, codes(all.get('ERP-Datenbank'))], [true, ['paused']]);
  assert.deepEqual(all.get('Mail-Eintrag')?.draft?.config, { name: 'muehlhaus.example', type: 'MX', server: '192.0.2.53' });
  assert.deepEqual(all.get('Nachtsicherung')?.draft?.config, { expect: 'every', everyMinutes: 1500, graceMinutes: 36 });
  assert.deepEqual(codes(all.get('Nachtsicherung')), ['address']);
  assert.deepEqual([all.get('Behälter')?.draft, codes(all.get('Behälter'))], [null, ['kind docker']]);
  assert.deepEqual([all.get('Alter Anschluss')?.draft, codes(all.get('Alter Anschluss'))], [null, ['setting upsideDown']]);
});

test('a configuration of Gatus: conditions become settings, with the line of each entry, and the rest is named', () => {
  const all = entriesOf('gatus.yaml');
  const website = all.get('website');
  assert.deepEqual(website?.place, { kind: 'line', number: 14 });
  assert.deepEqual(website?.draft?.config, {
    url: 'https://www.muehlhaus.example/',
    status: '200, 204',
    warnDays: 10,
    contains: 'Willkommen',
  });
  assert.deepEqual([website?.draft?.group, website?.draft?.intervalMs], ['Kunden', 150_000]);
  assert.deepEqual(codes(website), ['condition [RESPONSE_TIME] < 300']);
  const api = all.get('schnittstelle');
  assert.deepEqual(
    [api?.draft?.config, api?.draft?.timeoutMs],
    [
      {
        url: 'https://api.muehlhaus.example/health',
        certificate: 'ignore',
        status: '100-299',
        jsonAt: '/status',
        jsonIs: 'equals',
        jsonValue: 'UP',
      },
      5000,
    ],
  );
  assert.deepEqual(codes(api), ['setting headers', 'condition [BODY].queue.length <= 100']);
  assert.equal(all.get('erp')?.paused, true);
  assert.deepEqual(all.get('router')?.draft?.config, { host: '192.168.10.1' });
  assert.deepEqual(all.get('mail-eintrag')?.draft?.config, { name: 'muehlhaus.example', type: 'MX', server: '192.0.2.53' });
  assert.deepEqual(all.get('mailserver')?.draft?.config, {
    host: 'mail.muehlhaus.example',
    port: 25,
    security: 'starttls',
    warnDays: 2,
  });
  for (const [name, code] of [
    ['geheim', 'variable https://${GEHEIM}/'],
    ['leitstand', 'kind wss'],
    ['nachtlauf', 'kind external-endpoints'],
  ] as const)
    assert.deepEqual([all.get(name)?.draft, codes(all.get(name))], [null, [code]]);
});

test('a table: kinds in plain words, ports in the address, and the line of what cannot be taken over', () => {
  const all = entriesOf('list.csv');
  assert.deepEqual(all.get('Website')?.draft?.tags, ['wichtig', 'außen']);
  assert.deepEqual(
    [all.get('Drucker')?.draft?.kind, all.get('Drucker')?.draft?.config, all.get('Drucker')?.draft?.intervalMs],
    ['tcp', { host: '192.168.10.30', port: 9100 }, 300_000],
  );
  assert.equal(all.get('Post')?.draft?.kind, 'smtp');
  assert.deepEqual([all.get('Funk')?.place, codes(all.get('Funk'))], [{ kind: 'line', number: 6 }, ['kind ZigBee']]);
});

test('a file that is none of them, cut off or full of tricks is refused with a sentence, and never with a fault of ours', () => {
  for (const [text, code] of [
    ['{"monitorList": [', 'broken-json'],
    ['{"a": 1}', 'unknown-file'],
    ['{"format": "krisenfest-checks@1", "checks": [{}]}', 'not-a-check-file'],
    ['endpoints:\n  - name: "a\n b: [', 'broken-yaml'],
    ['Liebe Kolleginnen', 'unknown-file'],
    ['', 'unknown-file'],
  ] as const)
    assert.throws(
      () => readIncoming(bytes(text)),
      (error) => error instanceof Problem && error.code === code,
      text,
    );
  const laughs = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`).join('\n');
  assert.throws(() => readIncoming(bytes(`a0: &a0 lol\n${laughs}\nendpoints: *a9`)), Problem);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((json) => `{"monitorList": [${json}]}`),
        fc.json().map((json) => `endpoints: [${json}]`),
      ),
      (text) => {
        try {
          readIncoming(bytes(text));
        } catch (error) {
          assert.ok(error instanceof Problem, String(error));
        }
      },
    ),
  );
});

test("Go's spans are read, others are not", () => {
  assert.deepEqual(['1h30m', '500ms', '90s', '5', 'x5s', ''].map(goSpan), [5_400_000, 500, 90_000, null, null, null]);
  assert.deepEqual(['$.a.b', 'a[0].b', '$', '$..a', 'a*2'].map(pointerOf), ['/a/b', '/a/0/b', null, null, null]);
  assert.equal(readGatus('endpoints: [').ok, false);
});

test('each check is matched once at most, and reading what is there finds every one of them', () => {
  const likeness = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom('http', 'tcp'),
    config: fc.record({ host: fc.constantFrom('x', 'y'), port: fc.nat(2) }),
  });
  fc.assert(
    fc.property(fc.array(likeness, { maxLength: 12 }), (list) => {
      const there = list.map((one, n) => ({ ...one, id: String(n) }));
      const matches = matchAll(
        list.map((one) => ({ ...one, id: null })),
        there,
      );
      assert.equal(new Set(matches.map((match) => match?.id)).size, list.length);
      for (const [n, match] of matches.entries()) assert.equal(canonical(there[Number(match?.id)]?.config), canonical(list[n]?.config));
    }),
  );
});
