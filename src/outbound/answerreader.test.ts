import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { answerReader } from './answerreader.ts';
import { OutboundError } from './failure.ts';

type Read = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string } | string;

/** Reads bytes cut at these places; a code where it is refused. */
function readIn(bytes: Buffer, cuts: readonly number[] = [], method = 'GET', max = 10_000): Read {
  const reader = answerReader(method, { max, mode: 'fail', what: 'test.example' });
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  try {
    const complete = places.some((from, i) => reader.take(bytes.subarray(from, places[i + 1] ?? from)));
    if (!complete) reader.end();
  } catch (error) {
    if (error instanceof OutboundError) return error.code;
    throw error;
  }
  const head = reader.head();
  return head ? { ...head, body: reader.body().toString('latin1') } : 'no head';
}
const read = (text: string, ...more: [cuts?: readonly number[], method?: string, max?: number]) =>
  readIn(Buffer.from(text, 'latin1'), ...more);

const anyOf = (signs: string) => fc.constantFrom(...signs.split(''));
const letters = fc.string({ unit: anyOf('abcXYZ09 -;=/'), maxLength: 20 });
const name = fc.string({ unit: anyOf('abcXYZ-'), minLength: 1, maxLength: 8 }).map((text) => `x${text}`);
const body = fc.string({ unit: anyOf('ab\r\n:0é'), maxLength: 200 });
const pieces = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 10 });

function chunked(text: string, sizes: readonly number[]): string {
  let [rest, out] = [text, ''];
  for (const size of [...sizes, text.length]) {
    const part = rest.slice(0, size);
    rest = rest.slice(size);
    if (part !== '') out += `${part.length.toString(16)};note=1\r\n${part}\r\n`;
  }
  return `${out}0\r\nx-trailer: 1\r\n\r\n`;
}

/** Answers that are right, in every framing, with what comes before and after. */
const answer = fc
  .record({
    status: fc.constantFrom(200, 204, 301, 304, 404, 503),
    reason: letters,
    headers: fc.array(fc.tuple(name, letters), { maxLength: 5 }),
    body,
    framing: fc.constantFrom('length', 'chunks', 'end'),
    sizes: pieces,
    interim: fc.boolean(),
  })
  .map(({ status, reason, headers, framing, sizes, interim, ...one }) => {
    const none = status === 204 || status === 304;
    const text = none ? '' : one.body;
    const lines = headers.map(([key, value]) => `${key}: ${value}\r\n`).join('');
    const how = framing === 'length' ? `content-length: ${text.length}\r\n` : framing === 'chunks' ? 'transfer-encoding: chunked\r\n' : '';
    const head = `HTTP/1.1 ${status} ${reason}\r\n${lines}${none ? '' : how}\r\n`;
    const sent = none ? '' : framing === 'chunks' ? chunked(text, sizes) : text;
    return { status, text, bytes: `${interim ? 'HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n' : ''}${head}${sent}` };
  });

test('an answer is the same however the line cuts it into pieces', () => {
  fc.assert(
    fc.property(answer, fc.array(fc.nat(), { maxLength: 12 }), ({ status, text, bytes }, cuts) => {
      const whole = read(bytes);
      assert.ok(typeof whole !== 'string', JSON.stringify(whole));
      assert.deepEqual([whole.status, whole.body], [status, text]);
      assert.deepEqual(read(bytes, cuts), whole);
    }),
  );
});

test('what node:http reads is read the same here', async () => {
  let bytes = '';
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end(bytes, 'latin1'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const byNode = () =>
    new Promise<Read>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, agent: false }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string>,
            body: Buffer.concat(parts).toString('latin1'),
          }),
        );
      });
      asked.on('error', reject);
      asked.end();
    });
  await fc.assert(
    fc.asyncProperty(answer, async (one) => {
      ({ bytes } = one);
      const [ours, theirs] = [read(bytes), await byNode()];
      assert.ok(typeof ours !== 'string' && typeof theirs !== 'string');
      assert.deepEqual({ ...ours, headers: { ...ours.headers } }, { ...theirs, headers: { ...theirs.headers } });
    }),
    { numRuns: 60 },
  );
  server.close();
});

test('bytes of any kind end in an answer or in a refusal, and never beyond the limit', () => {
  const piece = fc.constantFrom(
    'HTTP/1.1 200 OK',
    '\r\n',
    '\n',
    ':',
    'content-length',
    'transfer-encoding: chunked',
    '5',
    'ff',
    ' ',
    '\0',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(), { maxLength: 5 }), (parts, cuts) => {
      const result = read(parts.join(''), cuts, 'GET', 20);
      if (typeof result === 'string') assert.ok(['bad-answer', 'closed', 'too-large'].includes(result), result);
      else assert.ok(result.body.length <= 20);
    }),
    { numRuns: 500 },
  );
});

test('what could be read in two ways is refused', () => {
  const ok = 'HTTP/1.1 200 OK\r\n';
  for (const text of [
    `${ok}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    `${ok}content-length: 5\r\ncontent-length: 6\r\n\r\nhello`,
    `${ok}content-length: +5\r\n\r\nhello`,
    `${ok}content-length: 5, 5\r\n\r\nhello`,
    `${ok}transfer-encoding: chunked\r\n\r\n-1\r\n`,
    `${ok}transfer-encoding: chunked\r\n\r\n5\r\nhelloX\r\n`,
    `${ok}name : value\r\n\r\n`,
    `${ok}: value\r\n\r\n`,
    `${ok} folded first\r\n\r\n`,
    `${ok}x: a\0b\r\n\r\n`,
    `${ok}x: ${'y'.repeat(40_000)}`,
    'HTTP/2 200\r\n\r\n',
    'HTTP/1.1 20 OK\r\n\r\n',
    'HTTP/1.1 101 Switching\r\n\r\n',
    'HTTP/1.1 100 Continue\r\n\r\n'.repeat(20),
    'ICY 200 OK\r\n\r\n',
  ])
    assert.equal(read(text), 'bad-answer', JSON.stringify(text.slice(0, 80)));
});

test('what ends too early is told as closed; an answer to HEAD and lines without carriage return are read', () => {
  assert.equal(read('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nshort'), 'closed');
  assert.equal(read('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n'), 'closed');
  assert.equal(read('HTTP/1.1 200 OK\r\nx: y'), 'closed');
  assert.equal(read(''), 'closed');
  const head = read('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n', [], 'HEAD');
  assert.ok(typeof head !== 'string' && head.body === '' && head.status === 200);
  const bare = read('HTTP/1.0 200 OK\nserver: printer\nserver: again\nvia: a\nvia: b\nlong: one\n two\nset-cookie: s=1\n\nhello');
  assert.deepEqual(bare, { status: 200, headers: { server: 'printer', via: 'a, b', long: 'one two' }, body: 'hello' });
});
