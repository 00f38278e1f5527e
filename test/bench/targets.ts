import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { certificate } from '../world/certificates.ts';

/**
 * The thing that the checks look at, in a process of its own: answers `/c/N` over HTTP or HTTPS, closes, and keeps when each
 * question came. Answers 503 to all while told so. Asked over the process' channel, so that its own traffic is not measured.
 */
type Hit = readonly [check: number, at: number];
let hits: Hit[] = [];
let status = '200 OK';
const BODY = 'all is well';

const answering = (socket: Socket) => {
  socket.on('error', () => socket.destroy());
  socket.once('data', (part: Buffer) => {
    const at = performance.timeOrigin + performance.now();
    const check = /^\w+ \/c\/(\d+)/.exec(part.toString('latin1'))?.[1];
    if (check !== undefined) hits.push([Number(check), at]);
    socket.end(`HTTP/1.1 ${status}\r\ncontent-type: text/plain\r\ncontent-length: ${BODY.length}\r\nconnection: close\r\n\r\n${BODY}`);
  });
};
const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', 4096, () => resolve((server.address() as { port: number }).port)));

const { cert, key } = await certificate(['localhost', '127.0.0.1']);
/** Takes connections and says nothing, until the other end gives up. */
const hole = createServer((socket) => socket.on('error', () => socket.destroy()).resume());
const ports = {
  http: await listening(createServer({ noDelay: true }, answering)),
  https: await listening(createTlsServer({ cert, key }, answering)),
  hole: await listening(hole),
};
process.on('message', (asked: 'hits' | 'break' | 'mend') => {
  if (asked === 'break') status = '503 Service Unavailable';
  if (asked === 'mend') status = '200 OK';
  process.send?.(hits);
  hits = [];
});
process.on('disconnect', () => process.exit(0));
process.send?.(ports);
