import assert from 'node:assert/strict';
import { createServer as httpServer, type RequestListener, type Server } from 'node:http';
import { createServer as httpsServer } from 'node:https';
import { createServer as tcpServer } from 'node:net';
import { test } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { certificate } from '../../test/world/certificates.ts';
import { dnsWorld } from '../../test/world/dns.ts';
import type { Policy } from './address.ts';
import { dnsClient } from './dns.ts';
import { type OutboundCode, OutboundError } from './failure.ts';
import { type HttpOptions, httpRequest } from './http.ts';
import { connectTls } from './tls.ts';

const house: Policy = { kind: 'configured' };
const loopback: Policy = { kind: 'public', allow: ['127.0.0.1'] };

async function serving<T>(server: Server | ReturnType<typeof tcpServer>, work: (port: number) => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    return await work(typeof address === 'object' && address ? address.port : 0);
  } finally {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  }
}
const site = <T>(listener: RequestListener, work: (port: number) => Promise<T>) => serving(httpServer(listener), work);

async function fails(code: OutboundCode, url: string, options: HttpOptions): Promise<OutboundError> {
  const error: unknown = await httpRequest(url, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof OutboundError, `${url} should fail with ${code}`);
  assert.equal(error.code, code, error.message);
  assert.match(error.message, /\.$/);
  return error;
}
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

test('the public policy reaches nothing inside the house, whatever the URL looks like', async () => {
  await site(
    (_, answer) => answer.end('secret'),
    async (port) => {
      for (const host of [
        '127.0.0.1',
        'localhost',
        '[::1]',
        '0.0.0.0',
        '2130706433',
        '0x7f000001',
        '127.1',
        '[::ffff:127.0.0.1]',
        '169.254.169.254',
      ])
        await fails('refused-address', `http://${host}:${port}/`, { policy: { kind: 'public' } });
    },
  );
});

test('a redirect into the house is refused after the first hop', async () => {
  await site(
    (request, answer) => {
      answer.writeHead(302, { location: request.url === '/meta' ? 'http://169.254.169.254/latest/' : 'http://10.0.0.1/admin' });
      answer.end();
    },
    async (port) => {
      await fails('refused-address', `http://127.0.0.1:${port}/`, { policy: loopback });
      await fails('refused-address', `http://127.0.0.1:${port}/meta`, { policy: house });
    },
  );
});

test('a name that changes its address between check and connection gains nothing (DNS rebinding)', async () => {
  let reached = 0;
  await site(
    (_, answer) => {
      reached += 1;
      answer.end('secret');
    },
    async (port) => {
      // First the allowed address, from the second question on the inner one.
      const world = await dnsWorld([], ({ type }, count) =>
        type === 'AAAA' ? [] : [['liar.example', 'A', count <= 2 ? '127.0.0.1' : '10.0.0.1']],
      );
      const resolver = dnsClient({ servers: [world.server] });
      const options = { policy: { kind: 'public', allow: ['127.0.0.1'] } as const, resolver };
      const first = await httpRequest(`http://liar.example:${port}/`, options);
      assert.equal(first.remoteAddress, '127.0.0.1');
      assert.equal(world.questions.filter(({ type }) => type === 'A').length, 1, 'the name is asked for once per connection');
      await fails('refused-address', `http://liar.example:${port}/`, options);
      assert.equal(reached, 1);
      await world.close();
    },
  );
});

test('one inner address beside a public one refuses the whole name', async () => {
  const world = await dnsWorld([
    ['both.example', 'A', '9.9.9.9'],
    ['both.example', 'A', '192.168.0.1'],
  ]);
  await fails('refused-address', 'http://both.example/', { policy: { kind: 'public' }, resolver: dnsClient({ servers: [world.server] }) });
  await world.close();
});

test('packed answers are unpacked, and bombs are not', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const packed: Record<string, [string, Buffer]> = {
    '/gzip': ['gzip', gzipSync('Hallo')],
    '/br': ['br', brotliCompressSync('Hallo')],
    '/zlib': ['deflate', deflateSync('Hallo')],
    '/raw': ['deflate', deflateRawSync('Hallo')],
    '/two': ['gzip, br', brotliCompressSync(gzipSync('Hallo'))],
    '/bomb': ['gzip', bomb],
    '/bad': ['gzip', Buffer.from('not packed at all')],
    '/odd': ['compress', Buffer.from('x')],
    '/deep': ['gzip, gzip, gzip', Buffer.from('x')],
  };
  await site(
    (request, answer) => {
      const [encoding, body] = packed[request.url ?? ''] ?? ['identity', Buffer.alloc(0)];
      answer.writeHead(200, { 'content-encoding': encoding });
      answer.end(body);
    },
    async (port) => {
      const at = (path: string) => `http://127.0.0.1:${port}${path}`;
      for (const path of ['/gzip', '/br', '/zlib', '/raw', '/two'])
        assert.equal(text((await httpRequest(at(path), { policy: house })).body), 'Hallo', path);
      await fails('too-large', at('/bomb'), { policy: house });
      assert.equal((await httpRequest(at('/bomb'), { policy: house, tooLarge: 'cut' })).cut, true);
      for (const path of ['/bad', '/odd', '/deep']) await fails('bad-answer', at(path), { policy: house });
    },
  );
});

test('more than 2 MB is refused, or cut where a beginning is enough', async () => {
  await site(
    (_, answer) => {
      const part = Buffer.alloc(100_000, 'a');
      const more = () => {
        while (answer.write(part));
        answer.once('drain', more);
      };
      more();
    },
    async (port) => {
      await fails('too-large', `http://127.0.0.1:${port}/`, { policy: house });
      const cut = await httpRequest(`http://127.0.0.1:${port}/`, { policy: house, tooLarge: 'cut', maxBytes: 150_000 });
      assert.deepEqual([cut.body.length, cut.cut], [150_000, true]);
    },
  );
});

test('a server that drips one byte at a time is left after the time is over', async () => {
  await serving(
    tcpServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip));
    }),
    async (port) => {
      const started = performance.now();
      await fails('timeout', `http://127.0.0.1:${port}/`, { policy: house, timeoutMs: 300 });
      assert.ok(performance.now() - started < 2000);
    },
  );
});

test('a caller can stop a request at any moment', async () => {
  await serving(
    tcpServer((socket) => socket.on('error', () => socket.destroy())),
    async (port) => {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 50);
      await fails('aborted', `http://127.0.0.1:${port}/`, { policy: house, signal: stop.signal });
      await fails('aborted', `http://127.0.0.1:${port}/`, { policy: house, signal: AbortSignal.abort() });
    },
  );
});

test('redirects are followed up to five, keep no secret for strangers, and turn POST into GET', async () => {
  const seen: string[] = [];
  await site(
    (request, answer) => {
      seen.push(`${request.method} ${request.headers['authorization'] ?? '-'}`);
      const step = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 0);
      if (step > 0) answer.writeHead(302, { location: `/${step - 1}`, 'set-cookie': 'a=b' });
      answer.end('done');
    },
    async (port) => {
      const five = await httpRequest(`http://127.0.0.1:${port}/5`, { policy: house });
      assert.equal(five.redirects.length, 5);
      assert.equal(text(five.body), 'done');
      assert.ok(!('set-cookie' in five.headers));
      await fails('too-many-redirects', `http://127.0.0.1:${port}/6`, { policy: house });
      const stay = await httpRequest(`http://127.0.0.1:${port}/1`, { policy: house, redirects: 0 });
      assert.equal(stay.status, 302);
      seen.length = 0;
      await httpRequest(`http://127.0.0.1:${port}/1`, {
        policy: house,
        method: 'POST',
        body: 'x',
        redirects: 1,
        headers: { Authorization: 'Bearer s' },
      });
      assert.deepEqual(seen, ['POST Bearer s', 'GET Bearer s']);
      await site(
        (_, answer) => answer.writeHead(307, { location: `http://127.0.0.1:${port}/0` }).end(),
        async (other) => {
          seen.length = 0;
          await httpRequest(`http://127.0.0.1:${other}/`, { policy: house, headers: { Authorization: 'Bearer s' } });
          assert.deepEqual(seen, ['GET -']);
        },
      );
    },
  );
});

test('cookies that a server sets are sent to nobody: not on its redirects, not to others, not on the next request', async () => {
  const sent: (string | undefined)[] = [];
  await site(
    (request, answer) => {
      sent.push(request.headers.cookie);
      answer.setHeader('set-cookie', ['session=s; Path=/', 'track=t; Path=/; Max-Age=9999']);
      if (request.url === '/end') answer.end('done');
      else answer.writeHead(302, { location: request.url === '/start' ? '/middle' : '/end' }).end();
    },
    async (port) => {
      const there = `http://127.0.0.1:${port}/start`;
      const first = await httpRequest(there, { policy: house });
      assert.equal(first.redirects.length, 2);
      assert.doesNotMatch(JSON.stringify(first), /session|track/);
      await httpRequest(there, { policy: house });
      assert.deepEqual(sent, Array(6).fill(undefined));
      await site(
        (_, answer) => answer.writeHead(302, { location: `http://127.0.0.1:${port}/end`, 'set-cookie': 'session=other' }).end(),
        async (other) => {
          sent.length = 0;
          await httpRequest(`http://127.0.0.1:${other}/`, { policy: house, headers: { Cookie: 'own=1' } });
          // What the caller gave for one server is not carried to another, and what that server set is not added.
          assert.deepEqual(sent, [undefined]);
          sent.length = 0;
          await httpRequest(there, { policy: house, headers: { Cookie: 'own=1' } });
          assert.deepEqual(sent, ['own=1', 'own=1', 'own=1']);
        },
      );
    },
  );
});

test('URLs that are none of ours to open are refused', async () => {
  for (const url of [
    'file:///etc/passwd',
    'ftp://a.example/',
    'gopher://a.example/',
    'not a url',
    'http://user:pass@a.example/',
    'javascript:alert(1)',
  ])
    await fails('bad-url', url, { policy: house });
});

test('a wrong certificate is an error that still shows the certificate', async () => {
  const good = await certificate(['site.example']);
  const old = await certificate(['site.example'], { to: new Date(Date.now() - 86_400_000) });
  const world = await dnsWorld([
    ['site.example', 'A', '127.0.0.1'],
    ['other.example', 'A', '127.0.0.1'],
  ]);
  const resolver = dnsClient({ servers: [world.server] });
  await serving(
    httpsServer(good, (_, answer) => answer.end('sicher')),
    async (port) => {
      const options = { policy: house, resolver };
      const untrusted = await fails('tls-untrusted', `https://site.example:${port}/`, options);
      assert.equal(untrusted.certificate?.issuerO, 'Fictional Trust');
      const mismatch = await fails('tls-name-mismatch', `https://other.example:${port}/`, { ...options, caExtra: [good.cert] });
      assert.deepEqual(mismatch.certificate?.san, ['site.example']);
      const trusted = await httpRequest(`https://site.example:${port}/`, { ...options, caExtra: [good.cert] });
      assert.equal(text(trusted.body), 'sicher');
      assert.equal(trusted.certificate?.authorized, true);
      assert.ok(trusted.timings.tlsMs > 0 && trusted.timings.totalMs >= trusted.timings.firstByteMs);
      const looked = await connectTls({ host: 'other.example', port }, { policy: house, resolver, rejectUnauthorized: false });
      assert.equal(looked.certificate?.authorized, false);
      assert.ok((looked.certificate?.validTo ?? 0) > Date.now());
      looked.socket.destroy();
    },
  );
  await serving(
    httpsServer(old, (_, answer) => answer.end()),
    async (port) => {
      await fails('tls-expired', `https://site.example:${port}/`, { policy: house, resolver, caExtra: [old.cert] });
    },
  );
  await site(
    (_, answer) => answer.end(),
    (port) => fails('tls-failed', `https://site.example:${port}/`, { policy: house, resolver }),
  );
  await world.close();
});

test('what is no HTTP, what closes at once and what is not there each get their own code', async () => {
  await serving(
    tcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9\r\n')),
    (port) => fails('bad-answer', `http://127.0.0.1:${port}/`, { policy: house }),
  );
  await serving(
    tcpServer((socket) => socket.destroy()),
    (port) => fails('closed', `http://127.0.0.1:${port}/`, { policy: house }),
  );
  await serving(
    tcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort')),
    (port) => fails('closed', `http://127.0.0.1:${port}/`, { policy: house }),
  );
  const port = await serving(tcpServer(), (free) => Promise.resolve(free));
  await fails('connect-refused', `http://127.0.0.1:${port}/`, { policy: house });
});
