import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { DAY, HOUR, type Instant, instant } from '../../kernel/instant.ts';
import { MANIFEST } from '../../prepare/darkpages/render.ts';
import { pageWeight } from '../../prepare/darkpages/weight.ts';
import type { StatusContent } from './content.ts';
import type { Day } from './days.ts';
import { renderStatusPage, renderWithPauses } from './render.ts';
import { STATUS_CSP } from './style.ts';

const NOW = instant(Date.parse('2026-11-28T12:05:00Z'));
const before = (hours: number): Instant => instant(NOW - hours * HOUR);
const days = (odd: Partial<Day>): Day[] =>
  Array.from({ length: 90 }, (_, n) => {
    const day = new Date(NOW - (89 - n) * DAY).toISOString().slice(0, 10);
    const good = { day, uptime: 1, hours: 24, of: 24, outage: false, maintenance: false };
    return n < 30 ? { ...good, uptime: null, hours: 0 } : n === 60 ? { ...good, ...odd } : good;
  });
const content = (change: Partial<StatusContent> = {}): StatusContent => ({
  company: 'Mühlhaus Maschinenbau GmbH',
  imprint: 'Mühlhaus Maschinenbau GmbH\nWerkstraße 1, 24103 Kiel',
  site: 'https://www.muehlhaus.example/',
  zone: 'Europe/Berlin',
  address: 'https://status.muehlhaus.example/',
  hidden: true,
  everyMinutes: 5,
  intro: null,
  components: [
    { key: 'aaaaaaaa', name: { de: 'Bestellungen', en: 'Orders' }, state: 'down' },
    { key: 'bbbbbbbb', name: { de: 'Kundenportal', en: null }, state: 'up' },
  ],
  happenings: [
    {
      id: 'one',
      title: { de: 'Bestellungen gehen nicht ein', en: 'Orders do not arrive' },
      components: ['aaaaaaaa'],
      from: before(2),
      until: null,
      messages: [
        { at: before(1.5), phase: 'investigating', text: { de: 'Wir suchen den Grund.\n\nRufen Sie uns an.', en: 'We are looking.' } },
        { at: before(0.5), phase: 'identified', text: { de: 'Ein Kabel ist durch.', en: null } },
      ],
    },
    { id: 'bbbbbbbb-1', title: null, components: ['bbbbbbbb'], from: before(50), until: before(49), messages: [] },
  ],
  maintenance: [{ from: instant(NOW + 10 * HOUR), until: instant(NOW + 12 * HOUR), components: ['bbbbbbbb'] }],
  writtenAt: NOW,
  days: new Map([
    ['aaaaaaaa', days({ uptime: 0.9861, outage: true })],
    ['bbbbbbbb', days({ uptime: 1, hours: 20 })],
  ]),
  ...change,
});
const fileOf = (of: StatusContent, path: string): string => renderStatusPage(of).files.get(path)?.body ?? assert.fail(`${path} is missing`);
const pagesOf = (of: StatusContent): string[] => [fileOf(of, 'index.html'), fileOf(of, 'en/index.html')];

/** What a browser would see. */
function seen(page: string, xmlMode = false): { elements: string[]; attributes: [string, string][]; text: string } {
  const elements: string[] = [];
  const attributes: [string, string][] = [];
  let text = '';
  let inside = '';
  const parser = new Parser(
    {
      onopentag(name, own) {
        elements.push(name);
        attributes.push(...Object.entries(own));
        inside = name;
      },
      ontext: (part) => {
        if (inside !== 'style') text += part;
      },
      onclosetag: () => void (inside = ''),
    },
    { xmlMode },
  );
  parser.end(page);
  return { elements, attributes, text };
}

test('the page says what is disrupted, since when, what was said in order, what is planned, and of when it is', () => {
  const [de, en] = pagesOf(content()).map((page) => seen(page).text);
  assert.ok(de && en);
  const inOrder = [
    'Zurzeit gestört: Bestellungen',
    'Stand: 28. November 2026, 13:05 Uhr',
    'schreibt diese Seite selbst, alle 5 Minuten neu. Ist der Stand deutlich älter, hat Mühlhaus Maschinenbau GmbH vielleicht kein Internet',
    'Was gerade los ist',
    'Bestellungen gehen nicht ein',
    'Wir suchen den Grund.',
    'Ein Kabel ist durch.',
    'Geplante Wartung',
    '28. November 2026, 23:05 Uhr',
    'Unsere Dienste',
    '(60 von 90 Tagen gemessen)',
    'Was war',
    'Kundenportal gestört',
    'Dauer 1 h',
    'Werkstraße 1',
  ];
  let from = 0;
  for (const words of inOrder) {
    const at = de.indexOf(words, from);
    assert.ok(at >= 0, `${words} after ${from}`);
    from = at;
  }
  for (const words of [
    'Disrupted at present: Orders',
    'We are looking.',
    'As of: 28 November 2026, 13:05 (UTC+1)',
    'lasted 1 h',
    'Ein Kabel ist durch.',
  ])
    assert.ok(en.includes(words), words);
  // What nobody has translated is German, and says so to a screen reader.
  assert.match(fileOf(content(), 'en/index.html'), /<div lang="de"><p>Ein Kabel ist durch\./);
});

test('every day has its words: what was not measured is hatched and called so, a disturbed day has its share, a part its hours', () => {
  const page = fileOf(content(), 'index.html');
  assert.ok(page.includes('<title>31. August 2026: nicht gemessen</title>'));
  assert.ok(page.includes('<title>30. Oktober 2026: gestört, 98,61 %</title>'));
  assert.ok(page.includes('<title>30. Oktober 2026: störungsfrei, aber nur zum Teil gemessen, 20 von 24 Stunden gemessen</title>'));
  assert.match(page, /aria-label="Letzte 90 Tage: 59 Tage störungsfrei, 1 Tag gestört, 30 Tage nicht gemessen"/);
  assert.ok(page.includes('<li>31. August 2026 bis 29. September 2026: nicht gemessen</li>'));
  const green = page.split('nicht gemessen</title>')[1]?.split('</g>')[0] ?? '';
  assert.ok(green.includes('url(#h)') && !green.includes('"fo"'), 'unknown is not green');
});

test('nothing runs, nothing is fetched, and the policy allows no more than the style', () => {
  for (const page of pagesOf(content())) {
    const { elements, attributes } = seen(page);
    for (const name of ['script', 'iframe', 'object', 'embed', 'form', 'base', 'img', 'link'])
      assert.ok(!elements.includes(name) || name === 'link', name);
    for (const [name, value] of attributes) {
      assert.ok(!name.startsWith('on') && name !== 'style' && name !== 'src', name);
      if (name === 'href')
        assert.match(value, /^(?:#content|en\/|\.\.\/|feed\.xml|(?:\.\.\/)?status\.json|data:,|https:\/\/www\.muehlhaus\.example\/)$/);
    }
    assert.ok(page.includes(`content="${STATUS_CSP}"`));
    assert.match(
      STATUS_CSP,
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; img-src data:; base-uri 'none'; form-action 'none'$/,
    );
  }
});

test('search engines are asked to stay away unless somebody wants them', () => {
  for (const page of pagesOf(content())) assert.ok(page.includes('<meta name="robots" content="noindex,nofollow">'));
  for (const page of pagesOf(content({ hidden: false }))) assert.ok(!page.includes('noindex'));
});

test('all is well is said only when everything shown is known to be well', () => {
  const h1 = (states: readonly StatusContent['components'][number]['state'][]) => {
    const components = states.map((state, n) => ({ key: `0000000${n}`, name: { de: `Dienst ${n}`, en: null }, state }));
    return /<h1[^>]*>(.*?)<\/h1>/.exec(fileOf(content({ components, happenings: [] }), 'index.html'))?.[1];
  };
  assert.equal(h1(['up', 'up']), 'Alles läuft.');
  assert.equal(h1(['up', 'unknown']), 'Zurzeit nicht gemessen: Dienst 1');
  assert.equal(h1(['up', 'maintenance']), 'Wartung: Dienst 1. Sonst läuft alles.');
  assert.equal(h1(['maintenance', 'unknown', 'checking']), 'Wir prüfen gerade: Dienst 2');
  assert.equal(h1(['checking', 'down', 'down']), 'Zurzeit gestört: Dienst 1 und Dienst 2');
  assert.equal(h1([]), 'Hier steht noch nichts.');
});

test('programs get the same: state, days, incidents and maintenance, and a feed with an entry for each disruption', () => {
  const status = JSON.parse(fileOf(content(), 'status.json')) as {
    format: string;
    overall: string;
    components: { key: string; state: string; uptime: number; days: { kind: string; uptime: number | null }[] }[];
    incidents: { until: string | null; messages: unknown[] }[];
  };
  assert.equal(status.format, 'krisenfest-statuspage@1');
  assert.equal(status.overall, 'down');
  assert.equal(status.components[0]?.days.length, 90);
  assert.deepEqual(status.components[0]?.days[0], { day: '2026-08-31', kind: 'unmeasured', uptime: null, hoursMeasured: 0, hoursOf: 24 });
  // 59 good days and one of 98.61 %.
  assert.ok(Math.abs((status.components[0]?.uptime ?? 0) - (59 + 0.9861) / 60) < 1e-12);
  assert.deepEqual(
    status.incidents.map(({ until, messages }) => [until, messages.length]),
    [
      [null, 2],
      ['2026-11-26T11:05:00.000Z', 0],
    ],
  );
  const feed = seen(fileOf(content(), 'feed.xml'), true);
  assert.equal(feed.elements.filter((name) => name === 'entry').length, 2);
  assert.ok(feed.text.includes('Bestellungen gehen nicht ein') && feed.text.includes('Ein Kabel ist durch.'));
});

test('a badge for everything and one for each service lie beside the page, under a key that says nothing', () => {
  const { files } = renderStatusPage(content());
  assert.deepEqual(
    [...files.keys()].sort(),
    [
      'badge.svg',
      'badge/aaaaaaaa.svg',
      'badge/bbbbbbbb.svg',
      'en/badge.svg',
      'en/badge/aaaaaaaa.svg',
      'en/badge/bbbbbbbb.svg',
      'en/feed.xml',
      'en/index.html',
      'feed.xml',
      'index.html',
      MANIFEST,
      'status.json',
    ].sort(),
  );
  assert.match(fileOf(content(), 'badge/aaaaaaaa.svg'), /Bestellungen: gestört · 28\. November 2026, 13:05 Uhr/);
  assert.match(fileOf(content(), 'en/badge.svg'), /Status Mühlhaus Maschinenbau GmbH: disrupted/);
});

test('rendered with pauses it is the same to the byte', async () => {
  let pauses = 0;
  const site = await renderWithPauses(content(), async () => ++pauses);
  assert.deepEqual(site, renderStatusPage(content()));
  assert.equal(pauses, 5);
});

test('thirty services with ninety days each are still a light page', async () => {
  const components = Array.from({ length: 30 }, (_, n) => ({
    key: `000000${n + 10}`,
    name: { de: `Dienst ${n}`, en: null },
    state: 'up' as const,
  }));
  const page = fileOf(
    content({ components, days: new Map(components.map(({ key }, n) => [key, days({ uptime: 1 - n / 1000 })])) }),
    'index.html',
  );
  const weight = await pageWeight(page);
  assert.ok(weight < 40_000, `${weight} bytes`);
});

const nasty = fc.oneof(
  fc.constantFrom(
    '</title><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onload='x",
    ']]>',
    '&lt;b&gt;',
    '<!--',
    '</style>',
    '${x}',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
);

test('whatever names and messages hold, no element, attribute or entry comes of it', () => {
  const plain = pagesOf(content()).map((page) => seen(page).elements);
  const drawn = new Map(['badge.svg', 'badge/aaaaaaaa.svg'].map((path) => [path, seen(fileOf(content(), path), true).elements]));
  fc.assert(
    fc.property(nasty, nasty, nasty, nasty, (company, name, title, text) => {
      const original = content();
      const words = (all: string) => ({ de: all, en: all });
      const wild = content({
        company,
        imprint: text.replaceAll('\n', ' '),
        components: original.components.map((one) => ({ ...one, name: words(name) })),
        happenings: original.happenings.map((one) => ({
          ...one,
          title: one.title && words(title),
          messages: one.messages.map((message) => ({ ...message, text: words(text.replaceAll(/\s/g, ' ')) })),
        })),
      });
      const shape = (elements: readonly string[]) => elements.filter((element) => !['p', 'br'].includes(element));
      const { files } = renderStatusPage(wild);
      const body = (path: string) => files.get(path)?.body ?? '';
      ['index.html', 'en/index.html'].forEach((path, n) => {
        const page = seen(body(path));
        assert.deepEqual(shape(page.elements), shape(plain[n] ?? []));
        if (name.trim() === name) assert.ok(page.text.includes(name));
      });
      for (const path of ['feed.xml', 'en/feed.xml'])
        assert.equal(seen(body(path), true).elements.filter((element) => element === 'entry').length, 2);
      for (const path of ['badge.svg', 'badge/aaaaaaaa.svg']) assert.deepEqual(seen(body(path), true).elements, drawn.get(path));
      assert.equal((JSON.parse(body('status.json')) as { company: string }).company, company);
    }),
    { numRuns: 30 },
  );
});
