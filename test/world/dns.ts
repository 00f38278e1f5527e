import { createSocket } from 'node:dgram';
import { connect, createServer, type Socket } from 'node:net';
import { type Answer, decode, encode, type Packet } from 'dns-packet';

/** One record as a test writes it: `[name, type, data]`; `*.name` is a wildcard. */
export type ZoneRecord = readonly [name: string, type: Answer['type'], data: unknown];

/** What the server does with a question instead of answering it. */
export type Misbehaviour = (
  question: { name: string; type: string },
  count: number,
) => 'answer' | 'silence' | 'garbage' | 'wrong-id' | 'truncate' | 'servfail' | readonly ZoneRecord[];

export type DnsWorld = {
  /** IP:PORT for the client. */
  readonly server: string;
  readonly questions: readonly { readonly name: string; readonly type: string; readonly via: 'udp' | 'tcp' }[];
  close(): Promise<void>;
};

const AA = 1 << 10;
const TC = 1 << 9;
const rcodeOf = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3 } as const;

type Index = { readonly records: ReadonlyMap<string, readonly ZoneRecord[]>; readonly parents: ReadonlySet<string> };

function indexOf(zone: readonly ZoneRecord[]): Index {
  const records = Map.groupBy(zone, ([owner]) => owner.toLowerCase());
  const parents = new Set(
    [...records.keys()].flatMap((owner) => owner.split('.').map((_, index, labels) => labels.slice(index + 1).join('.'))),
  );
  return { records, parents };
}

function lookup({ records, parents }: Index, name: string, type: string): { answers: readonly ZoneRecord[]; rcode: keyof typeof rcodeOf } {
  const key = name.toLowerCase();
  const below = parents.has(key);
  const star = key
    .split('.')
    .map((_, index, labels) => `*.${labels.slice(index + 1).join('.')}`)
    .find((parent) => records.has(parent));
  const wild = below || star === undefined ? [] : (records.get(star) ?? []).map(([, kind, data]): ZoneRecord => [name, kind, data]);
  const here = records.get(key) ?? wild;
  const answers = here.filter(([, kind]) => kind === type || kind === 'CNAME');
  return { answers, rcode: here.length > 0 || below ? 'NOERROR' : 'NXDOMAIN' };
}

/**
 * A small name server on loopback, UDP and TCP on one port, authoritative for everything it is given. It does not follow
 * CNAMEs, as authoritative servers do not across zones. `misbehave` lets it lie, stay silent or talk garbage.
 */
export async function dnsWorld(zone: readonly ZoneRecord[], misbehave: Misbehaviour = () => 'answer'): Promise<DnsWorld> {
  const index = indexOf(zone);
  const questions: { name: string; type: string; via: 'udp' | 'tcp' }[] = [];

  function reply(bytes: Buffer, via: 'udp' | 'tcp'): Buffer | undefined {
    const query: Packet = decode(bytes);
    const question = query.questions?.[0];
    if (!question) return undefined;
    questions.push({ name: question.name, type: question.type, via });
    const what = misbehave(question, questions.length);
    if (what === 'silence') return undefined;
    if (what === 'garbage') return Buffer.from(Array.from({ length: 40 }, (_, index) => (index * 37 + bytes.length) % 256));
    const found = Array.isArray(what) ? { answers: what, rcode: 'NOERROR' as const } : lookup(index, question.name, question.type);
    const truncate = what === 'truncate' && via === 'udp';
    const rcode = what === 'servfail' ? rcodeOf.SERVFAIL : rcodeOf[found.rcode];
    return encode({
      type: 'response',
      id: what === 'wrong-id' ? ((query.id ?? 0) + 1) % 65_536 : (query.id ?? 0),
      flags: AA | rcode | (truncate ? TC : 0),
      questions: [question],
      answers:
        truncate || what === 'servfail' ? [] : found.answers.map(([name, type, data]) => ({ name, type, ttl: 60, class: 'IN', data })),
    });
  }

  const tcp = createServer((socket: Socket) => {
    let seen = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (part: Buffer) => {
      seen = Buffer.concat([seen, part]);
      if (seen.length < 2 || seen.length < 2 + seen.readUInt16BE(0)) return;
      const answer = reply(seen.subarray(2, 2 + seen.readUInt16BE(0)), 'tcp');
      if (!answer) return;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(answer.length);
      socket.end(Buffer.concat([length, answer]));
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const address = tcp.address();
  if (address === null || typeof address === 'string') throw new Error('no loopback port to be had');
  const udp = createSocket('udp4');
  udp.on('message', (bytes, from) => {
    const answer = reply(bytes, 'udp');
    if (answer) udp.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve) => udp.bind(address.port, '127.0.0.1', resolve));
  // A test that fails before it closes the world must end all the same.
  tcp.unref();
  udp.unref();
  return {
    server: `127.0.0.1:${address.port}`,
    questions,
    close: async () => {
      await new Promise<void>((resolve) => udp.close(() => resolve()));
      await new Promise((resolve) => tcp.close(resolve));
    },
  };
}

/** Stands before a name server and keeps each answer back for `ms`, as a line of that length does. UDP and TCP. */
export async function slowly(to: string, ms: number): Promise<{ readonly server: string; passed(): number; close(): void }> {
  const [host = '', port = ''] = to.split(':');
  const udp = createSocket('udp4');
  const sockets = new Set<{ close(): unknown }>();
  let passed = 0;
  udp.on('message', (question, from) => {
    passed += 1;
    const beyond = createSocket('udp4');
    sockets.add(beyond);
    const end = () => {
      if (sockets.delete(beyond)) beyond.close();
    };
    beyond.on('error', end);
    beyond.on('message', (answer) => {
      setTimeout(() => udp.send(answer, from.port, from.address), ms);
      end();
    });
    beyond.send(question, Number(port), host);
  });
  const tcp = createServer((socket) => {
    passed += 1;
    const beyond = connect(Number(port), host);
    for (const one of [socket, beyond]) one.on('error', () => one.destroy());
    socket.pipe(beyond);
    beyond.on('data', (part: Buffer) => setTimeout(() => socket.write(part), ms));
    beyond.on('end', () => setTimeout(() => socket.end(), ms));
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const address = tcp.address();
  if (address === null || typeof address === 'string') throw new Error('no loopback port to be had');
  await new Promise<void>((resolve) => udp.bind(address.port, '127.0.0.1', resolve));
  tcp.unref();
  udp.unref();
  return {
    server: `127.0.0.1:${address.port}`,
    passed: () => passed,
    close: () => {
      for (const one of sockets) one.close();
      sockets.clear();
      udp.close();
      tcp.close();
    },
  };
}
