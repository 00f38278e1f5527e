import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { decode, encode } from 'dns-packet';

/** The Internet of a test: on every address of its network namespace a web server that says who asks, and a name server for one zone. */
createServer((request, response) => response.end(`${request.socket.remoteAddress}\n`)).listen(80, '0.0.0.0');

/** Answers from the address that was asked; a socket for all would answer from that of the way back. */
function nameServer(own: string): void {
  const names = createSocket('udp4');
  names.on('error', () => setTimeout(() => nameServer(own), 20));
  names.on('message', (bytes, { port, address }) => {
    const { id, questions = [] } = decode(bytes);
    const answers = questions
      .filter(({ type }) => type === 'A')
      .map(({ name }) => ({ type: 'A' as const, name, ttl: 1, data: '198.51.100.1' }));
    names.send(encode({ type: 'response', id: id ?? 0, questions, answers }), port, address);
  });
  names.bind(53, own);
}
for (const own of process.argv.slice(2)) nameServer(own);
