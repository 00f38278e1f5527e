import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { certificate } from '../../../../test/world/certificates.ts';
import { dnsWorld } from '../../../../test/world/dns.ts';
import { nginxMissing, startNginx } from '../../../../test/world/nginx.ts';
import { look } from '../../../../test/world/probing.ts';
import type { Running } from '../../../../test/world/programs.ts';
import { scratchFolder, sparePort } from '../../../../test/world/scratch.ts';
import { statusFits } from './http.ts';

test('status numbers are compared as sets and ranges', () => {
  assert.ok(statusFits('200-299', 204));
  assert.ok(statusFits('200, 401', 401));
  assert.ok(!statusFits('200-299, 401', 403));
});

const DAY = 86_400_000;

describe('websites on a real nginx', { skip: nginxMissing() }, () => {
  const folder = scratchFolder('http-probe');
  const roots: string[] = [];
  const ports = { good: 0, expired: 0, soon: 0, foreign: 0 };
  let nginx: Running & { readonly url: string };

  before(async () => {
    const soon = new Date(Date.now() + 5 * DAY);
    const certificates = {
      good: await certificate(['www.muehlhaus.example', '127.0.0.1']),
      expired: await certificate(['127.0.0.1'], { from: new Date(Date.now() - 90 * DAY), to: new Date(Date.now() - DAY) }),
      soon: await certificate(['127.0.0.1'], { to: soon }),
      foreign: await certificate(['www.fremd.example']),
    };
    for (const [name, { cert, key }] of Object.entries(certificates)) {
      writeFileSync(join(folder.path, `${name}.pem`), cert);
      writeFileSync(join(folder.path, `${name}.key`), key);
      roots.push(cert);
      ports[name as keyof typeof ports] = await sparePort();
    }
    const tls = Object.entries(ports).map(
      ([name, port]) => `server { listen 127.0.0.1:${port} ssl; ssl_certificate ${name}.pem; ssl_certificate_key ${name}.key;
        location / { default_type text/plain; return 200 'encrypted'; } }`,
    );
    nginx = await startNginx(
      folder.path,
      () => `location = / { default_type text/html; charset utf-8; return 200 '<h1>Mühlhaus Maschinenbau</h1>'; }
        location = /health { default_type application/json; return 200 '{"status":"ok","queue":12}'; }
        location = /old { return 301 /new; }
        location = /new { return 200 'new'; }
        location = /round { return 302 /round; }
        location = /locked { return 401; }
        location = /broken { return 502; }
        location = /cut { return 444; }`,
      tls.join('\n'),
    );
  });
  after(async () => {
    await nginx.stop();
    folder.remove();
  });

  const plain = (path: string, rest: object = {}) => look('http', { url: `${nginx.url}${path}`, ...rest });
  const encrypted = (name: keyof typeof ports, rest: object = {}) =>
    look('http', { url: `https://127.0.0.1:${ports[name]}/`, ...rest }, { outbound: { caExtra: roots } });

  test('a value in a JSON answer is held against what is expected', async () => {
    const at = (rest: object) => look('http', { url: `${nginx.url}/health`, ...rest });
    assert.equal((await at({ jsonAt: '/status', jsonValue: 'ok' })).outcome, 'up');
    assert.equal((await at({ jsonAt: '/queue', jsonIs: 'at-most', jsonValue: '20' })).outcome, 'up');
    const wrong = await at({ jsonAt: '/queue', jsonIs: 'at-most', jsonValue: '10' });
    assert.deepEqual([wrong.outcome, wrong.detail], ['down', { code: 'json-different', at: '/queue', found: '12', expected: '≤ 10' }]);
    const gone = await look('http', { url: `${nginx.url}/`, jsonAt: '/status', jsonValue: 'ok' });
    assert.deepEqual([gone.outcome, gone.detail], ['down', { code: 'json-different', at: '/status', found: null, expected: 'ok' }]);
  });

  test('a page that answers is up, with the time each step took', async () => {
    const seen = await plain('/', { contains: 'Mühlhaus' });
    assert.deepEqual([seen.outcome, seen.detail], ['up', { code: 'http-ok', status: 200 }]);
    assert.ok(seen.ms > 0 && seen.phases.connect !== undefined && seen.phases.firstByte !== undefined);
  });

  test('a page without its text is down: an error page with status 200 deceives nobody', async () => {
    assert.deepEqual((await plain('/', { contains: 'Wartungsarbeiten' })).detail, { code: 'text-missing', text: 'Wartungsarbeiten' });
  });

  test('a wrong status is down, the right one of a set is up', async () => {
    const seen = await plain('/broken');
    assert.deepEqual([seen.outcome, seen.detail], ['down', { code: 'http-status', status: 502, expected: '200-299' }]);
    assert.equal((await plain('/locked', { status: '200-299, 401' })).outcome, 'up');
  });

  test('redirects are followed, forbidden or expected, as set', async () => {
    assert.equal((await plain('/old')).outcome, 'up');
    assert.equal((await plain('/old', { redirects: 'forbid' })).detail.code, 'redirected');
    assert.equal((await plain('/old', { redirects: 'expect', redirectTo: `${nginx.url}/new` })).detail.code, 'redirects-as-wanted');
    assert.equal((await plain('/old', { redirects: 'expect', redirectTo: 'https://www.muehlhaus.example/' })).detail.code, 'redirected');
    assert.equal((await plain('/', { redirects: 'expect', redirectTo: 'https://www.muehlhaus.example/' })).detail.code, 'http-status');
    assert.equal((await plain('/round')).detail.code, 'too-many-redirects');
  });

  test('a connection that breaks off, or that nobody takes, is down', async () => {
    assert.equal((await plain('/cut')).detail.code, 'closed');
    const nobody = await look('http', { url: `http://127.0.0.1:${await sparePort()}/` });
    assert.deepEqual([nobody.outcome, nobody.detail], ['down', { code: 'refused' }]);
  });

  test('certificates: good, about to expire, expired, for another name, not to be trusted', async () => {
    const good = await encrypted('good');
    assert.deepEqual([good.outcome, good.warning, good.detail.code], ['up', false, 'http-ok']);
    assert.ok((good.phases.tls ?? 0) > 0);
    const soon = await encrypted('soon');
    assert.deepEqual([soon.outcome, soon.warning, soon.detail.code], ['up', true, 'certificate-expires']);
    assert.equal((await encrypted('soon', { warnDays: 0 })).warning, false);
    assert.equal((await encrypted('expired')).detail.code, 'certificate-expired');
    assert.deepEqual((await encrypted('foreign')).detail, { code: 'certificate-name', names: ['www.fremd.example'] });
    assert.equal((await look('http', { url: `https://127.0.0.1:${ports.good}/` })).detail.code, 'certificate-untrusted');
    assert.equal((await look('http', { url: `https://127.0.0.1:${ports.good}/`, certificate: 'ignore' })).outcome, 'up');
    assert.equal((await look('http', { url: nginx.url.replace('http:', 'https:') })).detail.code, 'tls-failed');
  });

  test('the certificate probe says until when it is valid', async () => {
    const tls = (name: keyof typeof ports, rest: object = {}) =>
      look('tls', { host: '127.0.0.1', port: ports[name], ...rest }, { outbound: { caExtra: roots } });
    assert.equal((await tls('good')).detail.code, 'certificate-valid');
    assert.equal((await tls('good', { servername: 'www.muehlhaus.example' })).outcome, 'up');
    assert.equal((await tls('good', { servername: 'mail.muehlhaus.example' })).detail.code, 'certificate-name');
    assert.equal((await tls('soon')).warning, true);
    const expired = await tls('expired');
    assert.deepEqual([expired.outcome, expired.detail.code], ['down', 'certificate-expired']);
  });

  test('a name that exists leads there; one that does not is down; a dead resolver says nothing of the target', async () => {
    const { port } = new URL(nginx.url);
    const at = (name: string) => ({ url: `http://${name}:${port}/` });
    const world = await dnsWorld([['www.muehlhaus.example', 'A', '127.0.0.1']]);
    try {
      assert.equal((await look('http', at('www.muehlhaus.example'), { resolver: world.server })).outcome, 'up');
      const gone = await look('http', at('weg.muehlhaus.example'), { resolver: world.server });
      assert.deepEqual([gone.outcome, gone.detail], ['down', { code: 'name-not-found', name: 'weg.muehlhaus.example' }]);
    } finally {
      await world.close();
    }
    const silent = await dnsWorld([], () => 'silence');
    const offline = await dnsWorld([], () => 'servfail');
    const broken = await dnsWorld([['de', 'NS', 'ns.example']], ({ name }) => (name === 'de' ? 'answer' : 'servfail'));
    try {
      const dead = { outcome: 'unclear', detail: { code: 'resolver-dead' } };
      const { outcome, detail } = await look('http', at('www.muehlhaus.example'), { resolver: silent.server, timeoutMs: 800 });
      assert.deepEqual({ outcome, detail }, dead);
      const out = await look('http', at('www.muehlhaus.example'), { resolver: offline.server });
      assert.deepEqual({ outcome: out.outcome, detail: out.detail }, dead);
      const zone = await look('http', at('www.muehlhaus.example'), { resolver: broken.server });
      assert.deepEqual([zone.outcome, zone.detail.code], ['down', 'name-broken']);
    } finally {
      await Promise.all([silent.close(), offline.close(), broken.close()]);
    }
  });
});

test('the address service of a cloud is never asked', async () => {
  const seen = await look('http', { url: 'http://169.254.169.254/latest/meta-data/' });
  assert.deepEqual([seen.outcome, seen.detail.code], ['unclear', 'not-allowed']);
});
