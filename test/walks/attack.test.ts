import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Endpoint, fullPath } from '../../src/kernel/contract.ts';
import { type Answer, type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { postgresBinaries, sharedPostgres } from '../world/postgres.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const deep = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

/** Bodies nobody sends by accident. Raw, as an attacker types them. */
const BODIES: Readonly<Record<string, string>> = {
  nothing: '',
  'half of it': '{"name":',
  'a number': '5',
  null: 'null',
  'a list': '[]',
  'prototype keys': '{"__proto__":{"role":"owner"},"name":"x"}',
  'constructor keys': '{"constructor":{"prototype":{"role":"owner"}},"name":"x"}',
  'names of Object': '{"name":"__proto__","title":"constructor","kind":"toString","key":"hasOwnProperty","id":"__proto__"}',
  'huge numbers': '{"name":"x","days":1e400,"minutes":99999999999999999999999,"every":-1e308,"level":9007199254740993}',
  'deep lists': nested(100_000),
  'deep settings': `{"kind":"email","name":"x","settings":${deep(50_000)}}`,
  'NUL bytes': '{"name":"a\\u0000b","title":"a\\u0000b","email":"a\\u0000@b.example","domain":"a\\u0000.example","role":"owner"}',
  'half a sign': '{"name":"\\ud800","title":"\\udfff","domain":"\\ud800.example"}',
  'wrong types': '{"name":{"a":1},"title":[1],"email":7,"settings":"x","steps":{"length":1e9},"contacts":"all","enabled":"yes"}',
  'a long text': JSON.stringify({ name: 'x'.repeat(1_000_000), title: 'y'.repeat(1_000_000), email: `${'z'.repeat(100_000)}@b.example` }),
};

const PARAMS = [
  '01900000-0000-7000-8000-000000000000',
  '__proto__',
  'a%00b',
  '%F0%28',
  '..%2f..%2fetc',
  '%27%20or%201=1--',
  'x'.repeat(300),
];
const QUERIES = [
  'limit=1e308',
  'limit=-1',
  'from=a%00b',
  'since=99999999999999999999',
  'page=__proto__&page=2',
  'state[x]=1',
  '__proto__[x]=1',
];

const isProblem = ({ headers, text }: Answer) =>
  headers.get('content-type')?.startsWith('application/problem+json') && text.includes('"detail"');

/** Refused with a sentence, or harmless and done; never a stumble. */
function assertStands(what: string, answer: Answer): void {
  assert.ok(answer.status < 500, `${what}: ${answer.status} ${answer.text.slice(0, 300)}`);
  if (answer.status >= 400) assert.ok(isProblem(answer), `${what}: ${answer.status} without a sentence: ${answer.text.slice(0, 300)}`);
}

/** What would end the caller's own session or hang the answer open. */
const left = (one: Endpoint) => one.produces === 'text/event-stream' || (one.method === 'DELETE' && one.path === '/session');

const pathOf = (one: Endpoint, firm: Firm, param: string) =>
  fullPath(one)
    .replace(':org', firm.slug)
    .replaceAll(/:\w+/g, () => param);

for (const kind of ['SQLite', 'PostgreSQL'] as const) {
  const skip = kind === 'PostgreSQL' && !postgresBinaries() ? 'PostgreSQL is not installed (apt-get install postgresql)' : false;
  describe(`whoever sends whatever, on ${kind}`, { skip }, () => {
    const attacked = async (body: (world: TestHouse, firm: Firm) => Promise<void>) => {
      const postgres = kind === 'PostgreSQL' ? await sharedPostgres() : undefined;
      const world = await startHouse({
        engine: false,
        ...(postgres ? { database: { kind: 'postgres', url: await postgres.create() } as const } : {}),
      });
      try {
        await body(world, await world.setUp());
        assert.deepEqual(world.faults, []);
        assert.equal(({} as Record<string, unknown>)['role'], undefined, 'the prototype of everything was changed');
      } finally {
        await world.close();
        await postgres?.stop();
      }
    };

    test('gets a sentence from every door that takes a body, and no door stumbles', () =>
      attacked(async (world, firm) => {
        const doors = world.house.endpoints.filter((one) => (one.body || one.takesBytes) && one.scope !== 'page');
        assert.ok(doors.length > 40);
        for (const one of doors)
          for (const [name, raw] of Object.entries(BODIES)) {
            const path = pathOf(one, firm, PARAMS[0] ?? '');
            const headers = { 'content-type': 'application/json', 'idempotency-key': `${one.path} ${name}`.slice(0, 60) };
            assertStands(`${one.method} ${path} with ${name}`, await firm.call(one.method, path, raw, headers));
          }
      }));

    test('gets a sentence for every strange address and question', () =>
      attacked(async (world, firm) => {
        for (const one of world.house.endpoints.filter((each) => !left(each))) {
          if (one.path.includes(':'))
            for (const param of PARAMS) {
              const answer = await firm.call(one.method, pathOf(one, firm, param), one.body ? {} : undefined);
              assertStands(`${one.method} ${pathOf(one, firm, param)}`, answer);
            }
          if (one.method === 'GET')
            for (const query of QUERIES) {
              const path = `${pathOf(one, firm, PARAMS[0] ?? '')}?${query}`;
              if (one.scope === 'page') continue;
              assertStands(path, await firm.call('GET', path));
            }
        }
        assertStands('an organisation with NUL', await firm.call('GET', '/organisations/a%00b/people'));
      }));
  });
}
