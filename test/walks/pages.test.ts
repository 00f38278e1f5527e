import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ConcernView } from '../../src/act/alerting/paging/paging.contract.ts';
import { HOUR, MINUTE, plus } from '../../src/kernel/instant.ts';
import { testClock } from '../world/clock.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { startTarget, type Target } from '../world/target.ts';
import { until } from '../world/until.ts';

type Made = { readonly url: string; readonly secret: string };

describe('what people are told of in the running house', () => {
  let world: TestHouse;
  let firm: Firm;
  let target: Target;
  before(async () => {
    target = await startTarget();
    world = await startHouse();
    firm = await world.setUp();
    await api('POST', '/sample', {});
  });
  after(async () => {
    assert.deepEqual(world.faults, []);
    await world.close();
    await target.close();
  });

  const api = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await firm.call(method, `${firm.root}${path}`, body);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`);
    return answer.body as T;
  };
  const lasting = async (title: string) =>
    (await api<{ concerns: ConcernView[] }>('GET', '/pages')).concerns.filter(
      (one) => one.clearedAt === null && one.title.de.includes(title),
    );
  const comes = (title: string) => until(`"${title}" is told`, async () => (await lasting(title)).length === 1 || undefined);
  const goes = (title: string) => until(`"${title}" is over`, async () => (await lasting(title)).length === 0 || undefined);
  const website = (name: string, rest: object = {}) => ({
    name,
    kind: 'http',
    config: { url: `${target.url}/` },
    nodeId: null,
    intervalMs: 1000,
    timeoutMs: 800,
    retryMs: 1000,
    misses: 1,
    recoveries: 1,
    ...rest,
  });

  for (const [what, deed] of [
    ['paused', (id: string) => api('POST', `/checks/${id}/pause`)],
    ['deleted', (id: string) => api('DELETE', `/checks/${id}`)],
    ['changed', (id: string) => api('PUT', `/checks/${id}`, website('Seite', { config: { url: `${target.url}/gut` } }))],
  ] as const)
    test(`a check that is ${what} while it is down ends its page: nobody looks any more, and nobody is rung for it`, async () => {
      target.status = 500;
      const name = `Seite ${what}`;
      const { id } = await api<{ id: string }>('POST', '/checks', website(name));
      await comes(name);
      target.status = 200;
      await deed(id);
      await goes(name);
    });

  test('a check that was changed while it was down is told again at its next outage', async () => {
    target.status = 500;
    const { id } = await api<{ id: string }>('POST', '/checks', website('Laden'));
    await comes('Laden');
    await api('PUT', `/checks/${id}`, website('Laden', { config: { url: `${target.url}/neu` } }));
    await goes('Laden');
    await comes('Laden');
    await api('DELETE', `/checks/${id}`);
  });

  test('a check that gets its resource while it is down: incident, signal and page follow, and all end with it', async () => {
    target.status = 500;
    const { id } = await api<{ id: string }>('POST', '/checks', website('Server 7'));
    await comes('Server 7');
    await api('PUT', `/checks/${id}`, website('Server 7', { nodeId: 'erp' }));
    const outages = async () =>
      (await api<{ incidents: { outages: { nodeId: string; until: number | null }[] }[] }>('GET', '/situation')).incidents.flatMap(
        (one) => one.outages,
      );
    await until(
      'the incident follows',
      async () => (await outages()).some(({ nodeId, until: end }) => nodeId === 'erp' && end === null) || undefined,
    );
    assert.ok(!(await outages()).some(({ nodeId }) => nodeId === `check:${id}`));
    target.status = 200;
    await goes('Server 7');
    await until(
      'the incident ends it',
      async () => (await outages()).every(({ nodeId, until: end }) => nodeId !== 'erp' || end !== null) || undefined,
    );
    await api('DELETE', `/checks/${id}`);
  });

  test('a signal that becomes an attack after it was only a note wakes somebody', async () => {
    const { url, secret } = await api<Made>('POST', '/signal-sources', { name: 'Wazuh', kind: 'wazuh' });
    const alert = (level: number) => ({
      timestamp: new Date().toISOString(),
      rule: { id: '100', level, description: 'Dateien verschlüsselt' },
      agent: { id: '7', name: 'srv-7' },
    });
    for (const level of [7, 15]) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
      const { status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(alert(level)) });
      assert.equal(status, 200);
    }
    await comes('Dateien verschlüsselt');
  });

  test('what is still down when we want it on again is told anew, also where people knew of it before it was switched off', async () => {
    target.status = 500;
    const { id } = await api<{ id: string }>('POST', '/checks', website('Presse', { nodeId: 'erp' }));
    await comes('Presse');
    await api('POST', '/switched-off', { nodeId: 'erp', reason: 'Wartung', until: null });
    await goes('Presse');
    const { switchedOff } = await api<{ switchedOff: { signalId: string }[] }>('GET', '/situation');
    await api('DELETE', `/switched-off/${switchedOff[0]?.signalId}`, { reason: 'fertig' });
    await comes('Presse');
    await api('DELETE', `/checks/${id}`);
  });
});

test('a source that falls silent stands in the morning summary: who has switched a watcher off should not stay unnoticed', async (t) => {
  const clock = testClock('2026-11-24T09:00:00Z');
  const world = await startHouse({ clock });
  t.after(() => world.close());
  const firm = await world.setUp();
  const source = { name: 'Wazuh', kind: 'wazuh', expectMs: HOUR };
  assert.equal((await firm.call('POST', `${firm.root}/signal-sources`, source)).status, 201);
  clock.set(plus(clock.now(), HOUR));
  await clock.forward('PT30S');
  const concern = await until('it is told', async () => {
    const { body } = await firm.call('GET', `${firm.root}/pages`);
    return (body as { concerns: ConcernView[] }).concerns[0];
  });
  assert.equal(concern.title.de, 'Von „Wazuh“ kommt nichts mehr');
  assert.deepEqual([concern.course, concern.woke], ['wait', false]);
  assert.deepEqual(world.faults, []);
});

test('what is coming is told in the morning summary once it lasts, and is over with its cause', async (t) => {
  const clock = testClock('2026-11-24T20:00:00Z');
  const world = await startHouse({ clock });
  t.after(() => world.close());
  const firm = await world.setUp();
  const call = (method: string, path: string, body?: unknown) => firm.call(method, `${firm.root}${path}`, body);
  const settings = { name: 'Plattenplatz', kind: 'script', config: { everyMinutes: 1440 }, intervalMs: 600_000, misses: 1 };
  const { id } = (await call('POST', '/checks', settings)).body as { id: string };
  const { url } = (await call('POST', `/checks/${id}/address`)).body as { url: string };
  const report = async (state: string, shown: string) => {
    const body = JSON.stringify({ state, message: 'noch 8 % frei' });
    const headers = { 'content-type': 'application/json' };
    assert.equal((await fetch(`${url}/result`, { method: 'POST', headers, body })).status, 200);
    await until(shown, async () => {
      await clock.forward('PT1S');
      return ((await call('GET', `/checks/${id}`)).body as { shown: string }).shown === shown || undefined;
    });
  };
  const told = async () => ((await call('GET', '/pages')).body as { concerns: ConcernView[] }).concerns;
  const later = async () => {
    clock.set(plus(clock.now(), 10 * MINUTE));
    await clock.forward('PT10S');
  };
  await report('degraded', 'warning');
  const concern = await until('it is told', async () => {
    await later();
    return (await told())[0];
  });
  assert.match(concern.title.de, /^Plattenplatz: .*noch 8 % frei/);
  assert.deepEqual([concern.course, concern.woke, concern.clearedAt], ['wait', false, null]);
  await report('ok', 'up');
  await until('it is over', async () => {
    await later();
    return (await told())[0]?.clearedAt ?? undefined;
  });
  assert.equal((await told()).length, 1);
  assert.deepEqual(world.faults, []);
});
