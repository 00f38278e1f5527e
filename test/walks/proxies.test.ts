import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { caddy } from '../../src/act/darksite/proxies/caddy.ts';
import { nginx } from '../../src/act/darksite/proxies/nginx.ts';
import type { Switch } from '../../src/act/darksite/switch.ts';
import { flagFileSwitch } from '../../src/act/darksite/switches/flagfile.ts';
import { instant } from '../../src/kernel/instant.ts';
import { type PackedSite, pack } from '../../src/prepare/darkpages/answer.ts';
import { renderDarkSite } from '../../src/prepare/darkpages/render.ts';
import { HEAVIEST_PAGE } from '../../src/prepare/darkpages/weight.ts';
import { caddyMissing, startCaddy } from '../world/caddy.ts';
import { darkContent } from '../world/darkcontent.ts';
import { nginxMissing, startNginx } from '../world/nginx.ts';
import type { Running } from '../world/programs.ts';
import { scratchFolder } from '../world/scratch.ts';
import { emergencyHost, type TestSite, usualSite } from '../world/site.ts';

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };
type Ask = { method?: string; headers?: Record<string, string>; body?: string };

const ask = (url: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false, timeout: 10_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    sent.on('timeout', () => sent.destroy(new Error(`${url} does not answer`)));
    sent.on('error', reject);
    sent.end(body);
  });

/** What a websocket's first message comes back as, through the proxy. */
const echo = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { port, host } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(
        `GET /socket HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      ),
    );
    let said = '';
    socket.setTimeout(5000, () => socket.destroy(new Error('the websocket does not answer')));
    socket.on('error', reject);
    socket.on('data', (data: Buffer) => {
      said += data.toString('latin1');
      if (said.endsWith('\r\n\r\n') && said.includes(' 101 ')) socket.write('ping');
      if (said.endsWith('ping')) {
        socket.destroy();
        resolve(said);
      }
    });
  });

type World = {
  usual: TestSite;
  emergency: Awaited<ReturnType<typeof emergencyHost>>;
  proxy: Running & { readonly url: string };
  flag: Switch;
};

const proxies = [
  {
    name: 'nginx',
    missing: nginxMissing(),
    start: (folder: string, config: object, upstream: string) => {
      const include = join(folder, 'krisenfest.conf');
      writeFileSync(include, nginx(config).snippet.content);
      const server = `include ${include}; location / { proxy_pass ${upstream}; proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade; }`;
      return startNginx(folder, () => server, "map $http_upgrade $connection_upgrade { default upgrade; '' ''; }");
    },
    alone: 503,
  },
  {
    name: 'Caddy',
    missing: caddyMissing(),
    start: (folder: string, config: object, upstream: string) => {
      const include = join(folder, 'krisenfest.caddy');
      writeFileSync(include, caddy(config).snippet.content);
      return startCaddy(folder, `route {\n import ${include}\n handle {\n reverse_proxy ${upstream}\n }\n }`);
    },
    alone: 502,
  },
] as const;

const signal = (): AbortSignal => AbortSignal.timeout(5000);
const NOTE = { since: instant(0), until: instant(3_600_000), hash: 'ab'.repeat(32) };

for (const { name, missing, start, alone } of proxies)
  describe(`the emergency website in front of a real ${name}`, { skip: missing }, () => {
    const scratch = scratchFolder(`proxy-${name.toLowerCase()}`);
    let site: PackedSite;
    let world: World;
    before(async () => {
      const rendered = renderDarkSite(darkContent());
      assert.ok(rendered.ok);
      site = await pack(rendered.value);
      const usual = await usualSite();
      const emergency = await emergencyHost(site, '/emergency/firma');
      const folder = join(scratch.path, 'server');
      mkdirSync(folder);
      const flagPath = join(scratch.path, 'switch', 'firma.on');
      const config = {
        slug: 'firma',
        names: ['www.firma.example'],
        upstream: usual.url,
        emergency: { origin: emergency.url, path: '/emergency/firma' },
        flag: flagPath,
        phone: '0431 555 0199',
      };
      const proxy = await start(folder, config, usual.url).catch(async (fault: unknown) => {
        await Promise.all([usual.stop(), emergency.stop()]);
        throw fault;
      });
      world = { usual, emergency, proxy, flag: flagFileSwitch.open({ path: flagPath }) };
    });
    after(async () => {
      await world?.proxy.stop();
      await world?.usual.stop();
      await world?.emergency.stop();
      scratch.remove();
    });

    const text = (answer: Answer): string => answer.body.toString();
    const isEmergency = (answer: Answer, language: 'de' | 'en', what: string): void => {
      assert.equal(answer.status, 503, what);
      assert.equal(answer.headers['retry-after'], '600', what);
      assert.equal(answer.headers['cache-control'], 'no-store', what);
      assert.match(text(answer), new RegExp(`<html lang="${language}">`), what);
    };

    test('off: pages, forms, odd statuses, cookies and websockets pass as if nothing were there', async () => {
      const { proxy, usual, emergency } = world;
      const varying = ['date', 'server', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'];
      const bare = ({ status, headers, body }: Answer) => ({
        status,
        body: body.toString(),
        headers: Object.fromEntries(Object.entries(headers).filter(([key]) => !varying.includes(key))),
      });
      for (const [path, asked] of [
        ['/', {}],
        ['/en/x?y=%20z', { headers: { cookie: 'session=1' } }],
        ['/busy', {}],
        ['/order', { method: 'POST', body: 'Menge=3&Größe=ü'.repeat(2000) }],
        ['/thing', { method: 'DELETE' }],
        ['/', { method: 'HEAD' }],
      ] as const)
        assert.deepEqual(bare(await ask(proxy.url + path, asked)), bare(await ask(usual.url + path, asked)), path);
      assert.match(await echo(proxy.url), /ping$/);
      assert.deepEqual(emergency.asked, []);
    });

    test('on: every address shows the emergency page at once, German by default, English under /en/, with 503 and Retry-After', async () => {
      const { proxy, flag, emergency } = world;
      await flag.on(NOTE, signal());
      isEmergency(await ask(`${proxy.url}/`), 'de', '/');
      isEmergency(await ask(`${proxy.url}/en/`), 'en', '/en/');
      isEmergency(await ask(`${proxy.url}/produkte/fr%C3%A4sen%20%3Fneu?x=1`), 'de', 'a deep path');
      isEmergency(await ask(`${proxy.url}/a%0ab`), 'de', 'a line feed in the path');
      isEmergency(await ask(`${proxy.url}/products`, { headers: { 'accept-language': 'en' } }), 'en', 'an English browser');
      isEmergency(await ask(`${proxy.url}/products/x?lang=de`, { headers: { 'accept-language': 'en' } }), 'de', 'the way back to German');
      isEmergency(await ask(`${proxy.url}/order`, { method: 'POST', body: 'x'.repeat(100_000) }), 'de', 'a form');
      const tag = site.files.get('index.html')?.tag ?? '';
      isEmergency(
        await ask(`${proxy.url}/`, { headers: { 'if-none-match': `"${tag}"`, range: 'bytes=0-5' } }),
        'de',
        'a conditional request',
      );
      const head = await ask(`${proxy.url}/`, { method: 'HEAD' });
      assert.deepEqual([head.status, head.body.length], [503, 0]);
      assert.equal((await ask(`${proxy.url}/app.js`)).status, 503);
      assert.match(text(await ask(`${proxy.url}/status.json`)), /krisenfest-status@1/);
      const packed = await ask(`${proxy.url}/`, { headers: { 'accept-encoding': 'gzip' } });
      assert.equal(packed.headers['content-encoding'], 'gzip');
      assert.ok(packed.body.length <= HEAVIEST_PAGE);
      assert.deepEqual([...new Set(emergency.asked.map((line) => line.split(' ')[0]))], ['GET']);
    });

    test('nobody reaches the emergency pages while the switch is off', async () => {
      await world.flag.off(signal());
      const before = world.emergency.asked.length;
      for (const path of ['/.krisenfest/', '/.krisenfest', '/emergency/firma/', '/@krisenfest']) await ask(world.proxy.url + path);
      assert.equal(world.emergency.asked.length, before);
      await world.flag.on(NOTE, signal());
    });

    test('on: certificates are still renewed over the usual way', async () => {
      assert.match(text(await ask(`${world.proxy.url}/.well-known/acme-challenge/abc`)), /^GET \/\.well-known\/acme-challenge\/abc/);
    });

    test('on and the usual site hung, then dead: still the emergency page; off again: the usual site', async () => {
      const { proxy, flag, usual } = world;
      usual.hang();
      isEmergency(await ask(`${proxy.url}/`), 'de', 'hung');
      await usual.stop();
      isEmergency(await ask(`${proxy.url}/`), 'de', 'dead');
      world.usual = await usualSite(usual.port);
      await flag.off(signal());
      const back = await ask(`${proxy.url}/`);
      assert.equal(back.status, 200);
      assert.match(text(back), /^GET \//);
    });

    test('each flip is seen by the very next request, without a reload', async () => {
      const { proxy, flag } = world;
      for (let i = 0; i < 10; i++) {
        await flag.on(NOTE, signal());
        assert.equal((await ask(`${proxy.url}/`)).status, 503);
        await flag.off(signal());
        assert.equal((await ask(`${proxy.url}/`)).status, 200);
      }
    });

    test('on before anything was published: a sentence and a phone number', async () => {
      const { proxy, flag, emergency } = world;
      emergency.show(null);
      await flag.on(NOTE, signal());
      const answer = await ask(`${proxy.url}/`);
      assert.deepEqual(
        [answer.status, answer.headers['retry-after'], answer.headers['content-type']],
        [503, '600', 'text/html; charset=utf-8'],
      );
      assert.match(text(answer), /Technische Störung.*tel:04315550199/);
      emergency.show(site);
      isEmergency(await ask(`${proxy.url}/`), 'de', 'published');
    });

    test('on and the emergency host itself dead: never the usual site, never a hang', async () => {
      const { proxy, flag, emergency } = world;
      await flag.on(NOTE, signal());
      await emergency.stop();
      const answer = await ask(`${proxy.url}/`);
      assert.equal(answer.status, alone);
      if (alone === 503) assert.match(text(answer), /Technische Störung.*tel:04315550199/);
      await flag.off(signal());
    });
  });
