import { connect } from 'node:net';
import { quantile } from './processes.ts';

/**
 * Programs that report: 64 at once, a new connection for each sign of life, each waits for its answer. In a process of its own. Arguments:
 * port, then the addresses' last parts. Asked, it reports for five seconds and tells how many were answered with 200, and after how many ms.
 */
const [port = '', ...tokens] = process.argv.slice(2);
const AT_ONCE = 64;
const FOR_MS = 5000;

const report = (token: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port) });
    let answer = '';
    socket.on('data', (part: Buffer) => {
      answer += part.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer.startsWith('HTTP/1.1 200')));
    socket.write(`GET /h/${token} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`);
  });

async function measure() {
  const end = performance.now() + FOR_MS;
  const took: number[] = [];
  let refused = 0;
  const one = async (n: number) => {
    for (let i = n; performance.now() < end; i += AT_ONCE) {
      const started = performance.now();
      if (await report(tokens[i % tokens.length] ?? '')) took.push(performance.now() - started);
      else refused++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => one(n)));
  return { perSecond: took.length / (FOR_MS / 1000), answered: took.length, refused, p99: quantile(took, 0.99) };
}

process.on('message', () => void measure().then((result) => process.send?.(result)));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
