import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

/** Whatever else is called python3 here: Debian's libraries belong to this one. */
const DEBIANS_PYTHON = '/usr/bin/python3';

const prometheusMissing = (): string | false =>
  spawnSync(DEBIANS_PYTHON, ['-c', 'import prometheus_client.parser']).status === 0
    ? false
    : 'the Python library of Prometheus is not installed here (apt-get install python3-prometheus-client)';

describe('what of the checks is seen from outside', () => {
  let world: TestHouse;
  let firm: Firm;
  let id: string;

  before(async () => {
    world = await startHouse({ engine: false });
    firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
    const body = { name: 'Web "Eins"', kind: 'http', config: { url: 'https://www.muehlhaus.example/' }, group: 'Werk\\2' };
    const made = await firm.call('POST', `${firm.root}/checks`, body);
    id = (made.body as { id: string }).id;
  });
  after(async () => {
    await world.close();
    assert.deepEqual(world.faults, []);
  });

  const scrape = (token?: string) =>
    fetch(`${world.url}/metrics`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  const open = async () => ((await firm.call('POST', `${firm.root}/outlets/metrics`, {})).body as { token: string }).token;

  test('metrics are closed until somebody opens them, and only their own token opens them', async () => {
    assert.equal((await scrape()).status, 401);
    const token = await firm.call('POST', `${firm.root}/tokens`, { name: 'Leser', role: 'owner', scope: 'read', validForDays: 1 });
    assert.equal((await scrape((token.body as { secret: string }).secret)).status, 401);
    const mine = await open();
    const answer = await scrape(mine);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    assert.ok(
      text.includes(`krisenfest_check_state{id="${id}",check="Web \\"Eins\\"",group="Werk\\\\2",kind="http",state="unknown"} 1\n`),
      text,
    );
    assert.ok(!text.includes('krisenfest_check_up{'), 'nothing is known yet');
    assert.ok(text.includes('krisenfest_alert_deliveries{state="queued"} 0\n'));
    // It opens nothing else.
    assert.equal((await world.client(mine).call('GET', `${firm.root}/checks`)).status, 401);
  });

  test('the reader of Prometheus itself, its Python library, takes what is given out', { skip: prometheusMissing() }, async () => {
    const text = await (await scrape(await open())).text();
    const read = `import json, sys
from prometheus_client.parser import text_string_to_metric_families as families
print(json.dumps([[f.name, f.type, f.documentation, [[s.name, s.labels, s.value] for s in f.samples]] for f in families(sys.stdin.read())]))`;
    const { stdout, stderr, status } = spawnSync(DEBIANS_PYTHON, ['-c', read], { input: text, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    type Family = readonly [
      name: string,
      type: string,
      help: string,
      samples: readonly (readonly [string, Record<string, string>, number])[],
    ];
    const families = JSON.parse(stdout) as readonly Family[];
    const all = families.map(([name]) => name);
    assert.deepEqual(
      all,
      [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name),
    );
    assert.equal(new Set(all).size, all.length, 'each family stands once');
    for (const [name, type, help] of families) assert.ok(name.startsWith('krisenfest_') && type === 'gauge' && help !== '', name);
    const [, , , states] = families.find(([name]) => name === 'krisenfest_check_state') ?? [];
    assert.deepEqual(states, [
      ['krisenfest_check_state', { id, check: 'Web "Eins"', group: 'Werk\\2', kind: 'http', state: 'unknown' }, 1],
    ]);
  });

  test('a new token ends the one before; switched off, none opens anything', async () => {
    const first = await open();
    const second = await open();
    assert.equal((await scrape(first)).status, 401);
    assert.equal((await scrape(second)).status, 200);
    assert.equal((await firm.call('DELETE', `${firm.root}/outlets/metrics`)).status, 204);
    assert.equal((await scrape(second)).status, 401);
    const kept = await world.house.database.db.selectFrom('outlet').selectAll().execute();
    assert.deepEqual(kept, []);
  });

  test('a badge is public only after somebody has published it, says its moment, and is gone when it is withdrawn', async () => {
    const made = await firm.call('POST', `${firm.root}/outlets/badges`, { of: { kind: 'group', name: 'Werk\\2' }, label: 'Bestellungen' });
    assert.equal(made.status, 201, made.text);
    const { url, id: badge } = made.body as { url: string; id: string };
    const seen = await fetch(`${url}.svg?lang=en`);
    assert.equal(seen.status, 200);
    assert.equal(seen.headers.get('content-type'), 'image/svg+xml; charset=utf-8');
    const svg = await seen.text();
    assert.match(svg, /Bestellungen: unknown · .*20\d\d/);
    assert.ok(!svg.includes('muehlhaus'), 'no name of a machine');
    const nothing = await firm.call('POST', `${firm.root}/outlets/badges`, { of: { kind: 'group', name: 'Werk 9' }, label: 'x' });
    assert.equal(nothing.status, 400);
    assert.equal((await firm.call('DELETE', `${firm.root}/outlets/badges/${badge}`)).status, 204);
    assert.equal((await fetch(`${url}.svg`)).status, 404);
  });
});
