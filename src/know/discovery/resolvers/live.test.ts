import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createServer as httpsServer } from 'node:https';
import { type Server, createServer as tcpServer } from 'node:net';
import { test } from 'node:test';
import { certificate } from '../../../../test/world/certificates.ts';
import { liveFetcher } from './live.ts';

const policy = { kind: 'public', allow: ['127.0.0.1'] } as const;

async function on<T>(server: Server, work: (port: number) => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    return await work(typeof address === 'object' && address ? address.port : 0);
  } finally {
    server.close();
  }
}

test('a page is read in its own character set, and a redirect is an answer of its own', async () => {
  const site = createServer((request, answer) => {
    if (request.url === '/alt') answer.writeHead(301, { location: '/neu' }).end();
    else answer.writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' }).end(Buffer.from('Bäcker', 'latin1'));
  });
  await on(site, async (port) => {
    const fetcher = liveFetcher({ policy });
    assert.equal((await fetcher(`http://127.0.0.1:${port}/`)).text, 'Bäcker');
    const moved = await fetcher(`http://127.0.0.1:${port}/alt`);
    assert.deepEqual([moved.status, moved.headers['location'], moved.error], [301, '/neu', null]);
  });
});

test('a slow server and a wrong certificate are answers with a reason, and the certificate is still shown', async () => {
  const drip = tcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    const timer = setInterval(() => socket.write('H'), 20);
    socket.on('close', () => clearInterval(timer));
  });
  await on(drip, async (port) => {
    const hop = await liveFetcher({ policy, timeoutMs: 200 })(`http://127.0.0.1:${port}/`);
    assert.equal(hop.status, null);
    assert.notEqual(hop.error, null);
  });
  const wrong = await certificate(['anderswo.example'], { organisation: "Let's Encrypt" });
  await on(
    httpsServer(wrong, (_, answer) => answer.end()),
    async (port) => {
      const hop = await liveFetcher({ policy })(`https://127.0.0.1:${port}/`);
      assert.deepEqual([hop.error?.code, hop.error?.code === 'no-connection' && hop.error.fault], ['no-connection', 'tls-untrusted']);
      assert.equal(hop.tls?.issuerO, "Let's Encrypt");
      assert.notEqual(hop.tls?.problem, null);
    },
  );
});
