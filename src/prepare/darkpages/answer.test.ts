import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { darkContent } from '../../../test/world/darkcontent.ts';
import { answerFor, fileFor, type PackedSite, pack } from './answer.ts';
import { renderDarkSite } from './render.ts';

let site: PackedSite;
before(async () => {
  const rendered = renderDarkSite(darkContent());
  assert.ok(rendered.ok);
  site = await pack(rendered.value);
});

const get = (path: string, headers: Record<string, string> = {}) => answerFor(site, { path, headers });
const language = (path: string, headers: Record<string, string> = {}) => get(path, headers).headers['content-language'];

test('every path of the usual website shows the emergency page, in German unless English is asked for', () => {
  for (const path of [
    '/',
    '/index.html',
    '/produkte/fräsen?x=1',
    '/shop/',
    '/kontakt.php',
    '/%zz',
    '/?lang=de',
    '/en/?lang=de',
    '/a/b/?lang=de',
  ])
    assert.deepEqual([get(path).status, language(path)], [200, 'de'], path);
  for (const path of ['/en/', '/en', '/en/index.html', '/en/products', '/produkte/en/', '/?lang=en'])
    assert.equal(language(path), 'en', path);
  const english = { 'accept-language': 'en-GB,en;q=0.9,de;q=0.5' };
  assert.equal(language('/products', english), 'en');
  assert.equal(language('/', english), 'de');
  assert.equal(language('/products/?lang=de', english), 'de');
  assert.equal(language('/products', { 'accept-language': 'de,en;q=0.7' }), 'de');
});

test('the twins for machines have their own types, assets of the usual website are not there', () => {
  assert.equal(get('/llms.txt').headers['content-type'], 'text/plain; charset=utf-8');
  assert.equal(get('/en/index.md').headers['content-type'], 'text/markdown; charset=utf-8');
  for (const path of ['/app.js', '/style.css?v=2', '/img/logo.png', '/../../etc/passwd.txt', '/constructor.js', '/__proto__.js'])
    assert.equal(get(path).status, 404, path);
  assert.equal(fileFor('/__proto__', ''), 'index.html');
});

test('who has the page already is told so, and who takes gzip gets it', () => {
  const plain = get('/');
  const etag = plain.headers.etag ?? '';
  assert.equal(get('/', { 'if-none-match': etag }).status, 304);
  assert.equal(get('/', { 'if-none-match': `"x", W/${etag}` }).status, 304);
  assert.equal(get('/en/', { 'if-none-match': etag }).status, 200);
  const packed = get('/', { 'accept-encoding': 'gzip, deflate, br' });
  assert.equal(packed.headers['content-encoding'], 'gzip');
  assert.deepEqual(gunzipSync(packed.body).toString(), new TextDecoder().decode(plain.body));
  assert.notEqual(packed.headers.etag, etag);
  for (const none of ['', 'br', 'gzip;q=0', 'gzip; q=0.0, br', 'x-gzip'])
    assert.equal(get('/', { 'accept-encoding': none }).headers['content-encoding'], undefined, none);
  assert.equal(get('/', { 'accept-encoding': 'br, gzip;q=0.5' }).headers['content-encoding'], 'gzip');
});
