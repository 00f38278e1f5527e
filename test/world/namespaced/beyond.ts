import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { createServer as createTcp } from 'node:net';
import { createInterface } from 'node:readline';
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode } from 'dns-packet';
import snmp from 'net-snmp';

/**
 * The Internet of a test. On every address of its network namespace a web server that says who asks and is a registry of domains too, a mail
 * server, a mailbox server, a UPS service, a name server for one zone, and a device that speaks SNMP.
 */
const registered = (name: string): string =>
  JSON.stringify({ objectClassName: 'domain', ldhName: name, events: [{ eventAction: 'expiration', eventDate: '2099-01-01T00:00:00Z' }] });

createServer((request, response) => {
  const domain = /^\/domain\/(.+)$/.exec(request.url ?? '')?.[1];
  response.end(domain === undefined ? `${request.socket.remoteAddress}\n` : registered(domain));
}).listen(80, '0.0.0.0');

/** A service by lines: it greets, and has an answer for each line. */
function talking(port: number, greeting: string, answer: (line: string) => string): void {
  createTcp((socket) => {
    socket.on('error', () => socket.destroy());
    if (greeting !== '') socket.write(`${greeting}\r\n`);
    createInterface({ input: socket })
      .on('error', () => undefined)
      .on('line', (line) => void socket.write(`${answer(line)}\r\n`));
  }).listen(port, '0.0.0.0');
}
talking(25, '220 mail.muehlhaus.example ESMTP', () => '250 mail.muehlhaus.example');
talking(143, '* OK ready', (line) => `${line.split(' ')[0]} OK done`);
talking(3493, '', (line) => {
  const [, , ups, name] = line.split(' ');
  return `VAR ${ups} ${name} "${name === 'ups.status' ? 'OL' : name === 'battery.charge' ? '100' : '1000'}"`;
});

const SOA = { mname: 'ns.muehlhaus.example', rname: 'dns.muehlhaus.example', serial: 7, refresh: 1, retry: 1, expire: 1, minimum: 1 };
const recordOf = (type: string, name: string): Answer[] => {
  if (type === 'A') return [{ type, name, ttl: 1, data: '198.51.100.1' }];
  if (type === 'NS') return [{ type, name, ttl: 1, data: SOA.mname }];
  return type === 'SOA' ? [{ type, name, ttl: 1, data: SOA }] : [];
};

/** Answers from the address that was asked; a socket for all would answer from that of the way back. */
function nameServer(own: string): void {
  const names = createSocket('udp4');
  names.on('error', () => setTimeout(() => nameServer(own), 20));
  names.on('message', (bytes, { port, address }) => {
    const { id, questions = [] } = decode(bytes);
    const answers = questions.flatMap(({ type, name }) => recordOf(type, name));
    names.send(encode({ type: 'response', id: id ?? 0, flags: AUTHORITATIVE_ANSWER, questions, answers }), port, address);
  });
  names.bind(53, own);
}

function device(own: string): void {
  // The address may not be there yet.
  const probe = createSocket('udp4');
  probe.on('error', () => setTimeout(() => device(own), 20));
  probe.bind(161, own, () =>
    probe.close(() => {
      const agent = snmp.createAgent({ port: 161, address: own, disableAuthorization: true }, () => undefined);
      agent.registerProvider({
        name: 'sysUpTime',
        type: snmp.MibProviderType.Scalar,
        oid: '1.3.6.1.2.1.1.3',
        scalarType: snmp.ObjectType.Integer,
        maxAccess: snmp.MaxAccess['read-only'],
      });
      agent.getMib().setScalarValue('sysUpTime', 7);
    }),
  );
}
for (const own of process.argv.slice(2)) {
  nameServer(own);
  device(own);
}
