import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { answerFor, type PackedSite } from '../../src/prepare/darkpages/answer.ts';

export type TestSite = { readonly url: string; readonly port: number; stop(): Promise<void>; hang(): void };

async function listening(server: Server, port: number): Promise<TestSite> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const own = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${own}`,
    port: own,
    hang: () => {
      server.removeAllListeners('request');
      server.on('request', () => undefined);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** The usual website of a firm: pages, a form, an odd status, a websocket. */
export function usualSite(port = 0): Promise<TestSite> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const busy = request.url === '/busy';
      response.writeHead(busy ? 503 : request.method === 'POST' ? 201 : 200, {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'max-age=60',
        etag: '"usual"',
        'x-own': 'kept',
        'set-cookie': ['a=1', 'b=2'],
      });
      response.end(`${request.method} ${request.url} cookie=${request.headers.cookie ?? ''} body=${body.toString()}`);
    });
  });
  server.on('upgrade', (_request, socket: Socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    socket.on('data', (data: Buffer) => socket.write(data));
  });
  return listening(server, port);
}

/** An emergency host that answers as the product does, below a path. */
export function emergencyHost(
  site: PackedSite,
  below: string,
): Promise<TestSite & { readonly asked: string[]; show(what: PackedSite | null): void }> {
  const asked: string[] = [];
  let shown: PackedSite | null = site;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const url = request.url ?? '/';
    if (shown === null || !url.startsWith(`${below}/`)) return void response.writeHead(404).end();
    const answer = answerFor(shown, { path: url.slice(below.length), headers: request.headers });
    return void response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  return listening(server, 0).then((one) => ({ ...one, asked, show: (what) => void (shown = what) }));
}
