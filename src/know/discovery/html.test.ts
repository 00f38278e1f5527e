import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readBadPages } from '../../../test/world/fuzz.ts';
import { pageReader, readPage, urlsInScript, urlsInStyle } from './html.ts';

const BASE = 'https://www.firma.example/de/';
const embeds = (html: string) => readPage(html, BASE).embeds.map((one) => `${one.blocked ? 'after consent ' : ''}${one.via} ${one.url}`);

test('what a page loads is told apart from what it holds back until consent', () => {
  const held: Record<string, string> = {
    Borlabs: '<div data-borlabs-cookie-content-blocker-id="x"><template><iframe src="https://v.example/"></iframe></template></div>',
    Cookiebot: '<iframe data-cookieblock-src="https://v.example/" data-cookieconsent="marketing"></iframe>',
    Usercentrics: '<script type="text/plain" data-usercentrics="V" src="https://v.example/"></script>',
    Klaro: '<script type="text/plain" data-name="v" data-src="https://v.example/"></script>',
    CCM19: '<script type="text/x-ccm-loader" data-ccm-loader-src="https://v.example/"></script>',
    'Real Cookie Banner': '<script consent-required="1" consent-original-src-_="https://v.example/"></script>',
    consentmanager: '<img class="cmplazyload" data-cmp-src="https://v.example/">',
    Complianz: '<iframe data-cmplz-src="https://v.example/"></iframe>',
    OneTrust: '<script type="text/plain" class="optanon-category-C0002" src="https://v.example/"></script>',
    iubenda: '<script type="text/plain" class="_iub_cs_activate" suppressedsrc="https://v.example/"></script>',
  };
  for (const [tool, html] of Object.entries(held)) {
    const found = readPage(html, BASE).embeds;
    assert.deepEqual(
      found.map((one) => [one.url, one.blocked]),
      [['https://v.example/', true]],
      tool,
    );
  }
  assert.deepEqual(embeds('<iframe data-src="https://v.example/"></iframe>'), ['frame https://v.example/']);
  assert.deepEqual(embeds('<script src="//v.example/a.js"></script>'), ['script https://v.example/a.js']);
});

test('comments, data, links, templates and plain text are not taken for something that is loaded', () => {
  const html = `<!-- <script src="https://a.example/"></script> --><script type="application/ld+json">{"u":"https://b.example/"}</script>
    <script type="application/json">{"u":"https://c.example/"}</script><template><img src="https://d.example/"></template>
    <a href="https://e.example/">x</a><p>"https://f.example/"</p><textarea><img src="https://g.example/"></textarea>`;
  assert.deepEqual(embeds(html), []);
});

test('text after a consent element is judged by itself again', () => {
  assert.deepEqual(embeds('<div data-cookieconsent="x"><p><img src="https://a.example/"></p></div><img src="https://b.example/">'), [
    'after consent image https://a.example/',
    'image https://b.example/',
  ]);
});

test('addresses are found in scripts and style sheets', () => {
  assert.deepEqual(
    urlsInScript(
      `s.src='//w.example/js/'+id; t="https:\\/\\/x.example\\/a.js"; L('https://{s}.tile.example/{z}.png') // https://no.example/`,
    ),
    ['https://w.example/js/', 'https://x.example/a.js', 'https://tile.example/{z}.png'],
  );
  assert.deepEqual(urlsInStyle('@import "a.css"; @import url(//f.example/x); b{background:url( "data:image/png;base64,AAAA" )}', BASE), [
    'https://www.firma.example/de/a.css',
    'https://f.example/x',
  ]);
});

test('a page cut into pieces at any place reads the same', () => {
  const html =
    '<title>Über &amp; uns</title><base href="https://cdn.example/"><script src="a.js"></script><a href="mailto:Info@web.de?subject=x">Post</a><meta name="generator" content="Jimdo">';
  const whole = readPage(html, BASE);
  assert.deepEqual(
    [whole.title, whole.generator, whole.mails, whole.embeds[0]?.url],
    ['Über & uns', 'Jimdo', ['info@web.de'], 'https://cdn.example/a.js'],
  );
  for (let size = 1; size < 40; size += 3) {
    const reader = pageReader(BASE);
    for (let at = 0; at < html.length; at += size) reader.write(html.slice(at, at + size));
    const pieces = reader.end();
    assert.deepEqual(
      [pieces.title, pieces.generator, pieces.mails, pieces.embeds],
      [whole.title, whole.generator, whole.mails, whole.embeds],
    );
  }
});

test('bombs of a million nodes, lines of 2 MB and endless attributes cost linear time', () => {
  const bombs: Record<string, string> = {
    'open and close': '<b>'.repeat(350_000) + '</a>'.repeat(250_000),
    nodes: '<p>x'.repeat(500_000),
    line: 'a'.repeat(2_000_000),
    attribute: `<a href="${'x'.repeat(2_000_000)}`,
    attributes: `<a ${'a=b '.repeat(500_000)}>`,
    entities: '&'.repeat(2_000_000),
    brackets: '<'.repeat(2_000_000),
    comment: `<!--${'-'.repeat(2_000_000)}`,
    script: `<script>${'"//a.'.repeat(400_000)}`,
    style: `<style>@import ${' '.repeat(1_900_000)}`,
    consent: '<div data-cookieconsent>'.repeat(80_000) + '</p>'.repeat(20_000),
    templates: '<template>'.repeat(200_000),
  };
  for (const [name, html] of Object.entries(bombs)) {
    const started = performance.now();
    readPage(html, BASE);
    assert.ok(performance.now() - started < 3000, name);
  }
});

test('20,000 random and mutated pages crash nothing', () => {
  let loads = 0;
  for (const page of readBadPages(20_000, 4711)) loads += page.embeds.length;
  assert.ok(loads > 1000, `only ${loads} addresses were found`);
});

test('no text makes the reader throw', () => {
  const scraps = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '&',
    '=',
    '<script>',
    '</script',
    '<template>',
    '<!--',
    '-->',
    '<base href=',
    'data-src=',
    'https://',
    '//',
    '<style>',
    '@import',
    'url(',
    '\u0000',
    'ä',
    '&#x',
    '<![CDATA[',
    'mailto:',
    '%zz',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(scraps, fc.string({ maxLength: 8 })), { maxLength: 60 }), (parts) => {
      for (const { url } of readPage(parts.join(''), BASE).embeds) assert.ok(URL.canParse(url));
    }),
    { numRuns: 3000 },
  );
});
