import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHouse } from '../world/house.ts';
import { until } from '../world/until.ts';

type Situation = { failing: object[]; incidents: { title: string; progress: { state: string }; outages: object[] }[] };
type Pages = { concerns: { title: { de: string }; course: string; clearedAt: number | null }[] };

test('where a source says that data are gone, a person is asked whether that is an incident and people are told, although all still runs', async (t) => {
  const world = await startHouse();
  t.after(() => world.close());
  const firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
  await firm.call('POST', `${firm.root}/sample`, {});
  const source = { name: 'Sicherungen', kind: 'alertmanager', critical: 'data-loss' };
  const made = (await firm.call('POST', `${firm.root}/signal-sources`, source)).body as { url: string; secret: string };
  const send = async (status: 'firing' | 'resolved') => {
    const labels = { alertname: 'Sicherungen gelöscht', instance: 'erp', severity: 'critical' };
    const alerts = [{ status, labels, annotations: {}, startsAt: new Date().toISOString(), fingerprint: 'f1' }];
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${made.secret}` };
    const answer = await fetch(made.url, { method: 'POST', headers, body: JSON.stringify({ version: '4', alerts }) });
    assert.equal(answer.status, 200, await answer.text());
  };
  const situation = async () => (await firm.call('GET', `${firm.root}/situation`)).body as Situation;
  const told = async () => ((await firm.call('GET', `${firm.root}/pages`)).body as Pages).concerns;

  await send('firing');
  const asked = await until('the question', async () =>
    (await situation()).incidents.find(({ title }) => title.startsWith('Datenverlust: ')),
  );
  assert.equal(asked.progress.state, 'proposed');
  assert.deepEqual(asked.outages, []);
  assert.deepEqual((await situation()).failing, []);
  const [concern, ...more] = await until('the notice', async () => {
    const all = await told();
    return all.length > 0 ? all : undefined;
  });
  assert.deepEqual(more, []);
  assert.equal(concern?.course, 'page');
  assert.match(concern.title.de, /Sicherungen gelöscht/);

  await send('resolved');
  await until('its end', async () => (await told()).every(({ clearedAt }) => clearedAt !== null) || undefined);
  assert.deepEqual(world.faults, []);
});
