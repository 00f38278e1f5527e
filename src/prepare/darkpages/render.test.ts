import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { darkContent } from '../../../test/world/darkcontent.ts';
import { instant } from '../../kernel/instant.ts';
import { sha256Hex } from '../../kernel/sha256.ts';
import { DarkSiteContent } from './content.ts';
import { neutralContent } from './neutral.ts';
import { type DarkSite, MANIFEST, renderDarkSite, siteHash } from './render.ts';
import { clock, utcOffset, wallTime } from './times.ts';
import { HEAVIEST_PAGE, pageWeight, tooHeavy } from './weight.ts';

function rendered(content: DarkSiteContent): DarkSite {
  const site = renderDarkSite(content);
  assert.ok(site.ok, JSON.stringify(site));
  return site.value;
}
const body = (site: DarkSite, path: string): string => site.files.get(path)?.body ?? assert.fail(`${path} is missing`);
const pages = (site: DarkSite): string[] => [body(site, 'index.html'), body(site, 'en/index.html')];

/** What a browser would see: elements with their attributes, the text, and what stands in scripts. */
function seen(page: string): { elements: string[]; attributes: [string, string][]; text: string; scripts: string[] } {
  const elements: string[] = [];
  const attributes: [string, string][] = [];
  const scripts: string[] = [];
  let text = '';
  let inside = '';
  const parser = new Parser({
    onopentag(name, own) {
      elements.push(name);
      attributes.push(...Object.entries(own));
      inside = name;
    },
    ontext(part) {
      if (inside === 'script') scripts.push(part);
      else if (inside !== 'style') text += part;
    },
    onclosetag: () => void (inside = ''),
  });
  parser.end(page);
  return { elements, attributes, text, scripts };
}

test('the pages say in German and English what happened, what works, how to reach us and when to look again', () => {
  const [german = '', english = ''] = pages(rendered(darkContent()));
  const de = seen(german);
  for (const words of [
    'Was ist passiert?',
    'Seit heute früh sind',
    'Lager & Versand <von Hand>',
    'Bestellportal',
    'Sonntag, 22. November 2026, 12:14 Uhr',
    'Wir prüfen eine Störung.',
    'Förde Maschinenbau GmbH',
    'Fassung 3',
  ])
    assert.ok(de.text.includes(words), words);
  assert.ok(german.startsWith('<!doctype html><html lang="de">') && english.startsWith('<!doctype html><html lang="en">'));
  assert.ok(seen(english).text.includes('Sunday, 22 November 2026, 12:14 (UTC+1)'));
  assert.ok(de.attributes.some(([name, value]) => name === 'href' && value === 'tel:+494315550199'));
  assert.ok(de.attributes.some(([name, value]) => name === 'href' && value === 'en/'));
});

test('nothing runs and nothing is fetched', () => {
  for (const page of pages(rendered(darkContent()))) {
    const { elements, attributes } = seen(page);
    assert.deepEqual(
      elements.filter((name) => ['script', 'iframe', 'object', 'embed', 'form', 'base', 'video', 'audio'].includes(name)),
      ['script'],
    );
    assert.match(page, /<script type="application\/ld\+json">/);
    for (const [name, value] of attributes) {
      assert.ok(!name.startsWith('on'), name);
      if (name === 'src') assert.match(value, /^data:image\//);
      if (name === 'href') assert.match(value, /^(?:#content|en\/|\.\.\/\?lang=de|index\.md|feed\.xml|data:,|tel:[+0-9]+|mailto:[^?&]+)$/);
    }
    assert.doesNotMatch(page.replace(/<script.*?<\/script>/, ''), /https?:|url\(|@import|\/\/[a-z]/);
  }
});

test('one page weighs at most 13,000 bytes on the wire, with logo, style and all twins named in it', async () => {
  const site = rendered(darkContent());
  const weights = await Promise.all(pages(site).map(pageWeight));
  assert.ok(Math.max(...weights) < 4000, String(weights));
  assert.deepEqual(await tooHeavy(site), []);
});

test('a page that is too heavy is named', async () => {
  const noise = (seed: number, length: number) =>
    Array.from({ length: length / 10 }, (_, i) => sha256Hex(`${seed} ${i}`).slice(0, 9)).join(' ');
  const text = (seed: number) => ({
    headline: 'x',
    whatHappened: noise(seed, 3000),
    works: [],
    doesNot: [],
    howToReach: noise(seed + 1, 1000),
  });
  const updates = Array.from({ length: 20 }, (_, i) => ({ at: i, text: { de: noise(i, 790), en: noise(i, 790) } }));
  const heavy = await tooHeavy(rendered(darkContent({ text: { de: text(100), en: text(200) }, updates })));
  assert.deepEqual(
    heavy.map(({ path, bytes, limit }) => [path, bytes > HEAVIEST_PAGE, limit]),
    [
      ['index.html', true, HEAVIEST_PAGE],
      ['en/index.html', true, HEAVIEST_PAGE],
    ],
  );
});

test('an exercise says ÜBUNG everywhere and is hidden from search engines', () => {
  const site = rendered(darkContent({ mode: 'exercise' }));
  for (const [path, { body }] of site.files) if (!['robots.txt', MANIFEST].includes(path)) assert.match(body, /ÜBUNG/, path);
  assert.equal((JSON.parse(body(site, 'status.json')) as { mode: string }).mode, 'exercise');
  assert.match(body(site, 'index.html'), /<title>ÜBUNG: .*noindex|noindex.*<title>ÜBUNG: /);
  assert.match(body(site, 'robots.txt'), /Disallow: \//);
  for (const [path, { body }] of rendered(darkContent()).files) assert.doesNotMatch(body, /ÜBUNG|EXERCISE|Disallow/, path);
});

test('a placeholder without a value is a refusal that names it in each language', () => {
  const site = renderDarkSite(darkContent({ values: { de: {}, en: { since: 'now' } } }));
  assert.deepEqual(!site.ok && site.error.missing, [{ language: 'de', name: 'since' }]);
  const updates = [{ at: 1, text: { de: 'x {{', en: 'y {{z}}' } }];
  const broken = renderDarkSite(darkContent({ updates }));
  assert.deepEqual(!broken.ok && broken.error, { missing: [{ language: 'en', name: 'z' }], malformed: ['{{'] });
});

test('the same content gives the same bytes, any other content another hash', () => {
  const one = rendered(darkContent());
  assert.deepEqual(rendered(darkContent()), one);
  assert.notEqual(rendered(darkContent({ version: 4 })).hash, one.hash);
  const manifest = JSON.parse(body(one, MANIFEST)) as { hash: string; files: Record<string, string> };
  assert.equal(manifest.hash, one.hash);
  assert.equal(siteHash(new Map(Object.entries(manifest.files))), one.hash);
  for (const [path, hash] of Object.entries(manifest.files)) assert.equal(sha256Hex(body(one, path)), hash);
  assert.equal(Object.keys(manifest.files).length, one.files.size - 1);
});

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='x",
  '</style><b>',
  '</script><i>',
  '<!--',
  ']]>',
  '&lt;',
  '[x](javascript:x)',
  '`',
  '\\',
  '\u2028',
  '${x}',
  'ü😀',
  '--',
  '# x',
  ' ',
];
const hostile = fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 4 }).map((parts) => `a${parts.join('')}z`.slice(0, 75));

test('whatever is typed stays text: no element, no attribute, no script comes out of it', () => {
  const plain = darkContent();
  const frame = (page: string) =>
    seen(page)
      .elements.filter((name) => name !== 'br')
      .join();
  fc.assert(
    fc.property(hostile, hostile, (first, second) => {
      const text = { headline: first, whatHappened: second, works: [first], doesNot: [second], howToReach: first };
      const like = { headline: 'x', whatHappened: 'x', works: ['x'], doesNot: ['x'], howToReach: 'x' };
      const label = { de: second, en: first };
      const make = (t: typeof text, name: string, l: typeof label): DarkSite =>
        rendered({
          ...plain,
          text: { de: t, en: t },
          company: { name, imprint: l.de },
          contacts: [{ label: l, phone: '110', hours: l }],
          updates: [{ at: instant(0), text: l }],
        });
      const site = make(text, second, label);
      const harmless = make(like, 'x', { de: 'x', en: 'x' });
      for (const path of ['index.html', 'en/index.html']) {
        const { scripts, text: words } = seen(body(site, path));
        assert.equal(frame(body(site, path)), frame(body(harmless, path)));
        assert.ok(words.includes(first) && words.includes(second));
        const data = JSON.parse(scripts.join('')) as { name: string; text: string };
        assert.deepEqual([data.name, data.text], [first, second]);
      }
      assert.doesNotMatch(body(site, 'index.md'), /<|(?<!\\)\[x\](?=\(java)/);
      const feed = seen(body(site, 'feed.xml'));
      assert.deepEqual(
        new Set(feed.elements),
        new Set(['?xml', 'feed', 'id', 'title', 'updated', 'author', 'name', 'link', 'entry', 'content'].slice(1)),
      );
      assert.equal((JSON.parse(body(site, 'status.json')) as { company: string }).company, second);
    }),
    { numRuns: 150 },
  );
});

test('content that would break a page is refused at the door', () => {
  for (const changes of [
    { site: 'javascript:alert(1)' },
    { site: 'http://firma.example/' },
    { zone: 'Mars/Olympus' },
    { company: { name: 'a\nb' } },
    { company: { name: 'x\u202ey' } },
    { company: { name: 'x\u0000' } },
    { company: { name: 'x', logo: { type: 'text/html', base64: 'AAAA' } } },
    { company: { name: 'x', logo: { type: 'image/png', base64: '"><script>' } } },
    { contacts: [{ label: { de: 'x', en: 'x' } }] },
    { contacts: [{ label: { de: 'x', en: 'x' }, phone: 'javascript:1' }] },
    { contacts: [{ label: { de: 'x', en: 'x' }, email: 'a@b.example?cc=evil' }] },
  ])
    assert.throws(() => darkContent(changes), JSON.stringify(changes));
});

test('the neutral page tells of a technical disruption and nothing about causes', () => {
  const { kind: _kind, text: _text, updates: _updates, values: _values, ...frame } = darkContent();
  const site = rendered(neutralContent(frame));
  assert.match(body(site, 'index.html'), /<h1>Technische Störung<\/h1>/);
  assert.match(body(site, 'en/index.html'), /<h1>Technical disruption<\/h1>/);
  for (const page of pages(site)) assert.doesNotMatch(page, /Angriff|attack|Hacker|Daten/);
  assert.doesNotThrow(() => DarkSiteContent.parse(neutralContent(frame)));
});

test('times are those of the clocks in the zone, summer and winter', () => {
  const at = (iso: string) => wallTime(instant(Date.parse(iso)), 'Europe/Berlin');
  assert.deepEqual(at('2026-03-29T00:59:59Z'), { year: 2026, month: 3, day: 29, weekday: 0, hour: 1, minute: 59, offset: 60 });
  assert.equal(clock(at('2026-03-29T01:00:00Z')), '03:00');
  assert.equal(utcOffset(at('2026-07-01T22:30:00Z')), 'UTC+2');
  assert.equal(at('2026-07-01T22:30:00Z').day, 2);
  assert.equal(utcOffset(wallTime(instant(0), 'UTC')), 'UTC');
  assert.equal(utcOffset(wallTime(instant(Date.UTC(2026, 0, 1)), 'America/St_Johns')), 'UTC-3:30');
});
