import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertView } from '../../src/act/alerting/alerting.contract.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { type SmtpSink, startSmtp, subjectOf, textOf } from '../world/smtp.ts';
import { until } from '../world/until.ts';

describe('who is alerted, from the duty rota to the acknowledgement in krisenfest', () => {
  let world: TestHouse;
  let eva: Firm;
  let mail: SmtpSink;
  const ids: Record<string, string> = {};
  const post = async (path: string, body: object, method = 'POST') => {
    const answer = await eva.call(method, `${eva.root}${path}`, body);
    assert.ok(answer.status < 300, `${path}: ${answer.text}`);
    return answer.body as { id: string };
  };
  const alertOf = async (incident: string) => {
    const { body } = await eva.call('GET', `${eva.root}/incidents/${incident}/alerts`);
    return (body as { alerts: AlertView[] }).alerts[0];
  };
  before(async () => {
    world = await startHouse();
    eva = await world.setUp();
    mail = await startSmtp();
    const people = { Otto: 'otto@musterbau.example', Ida: 'ida@musterbau.example', Eva: eva.email };
    for (const [name, value] of Object.entries(people))
      ids[name] = (
        await post('/contacts', {
          name,
          company: '',
          note: '',
          language: 'de',
          addresses: [{ kind: 'email', value, label: '', withoutInternet: false }],
        })
      ).id;
    const settings = { host: '127.0.0.1', port: mail.port, security: 'none', from: 'alarm@musterbau.example' };
    await post('/channels', { kind: 'email', name: 'Hausmail', settings });
  });
  after(async () => {
    await world.close();
    await mail.close();
  });

  test('who is on duty and on holiday is skipped for the stand-in, who gets the first mail; the situation log says so', async () => {
    const rota = {
      name: 'Dienst',
      people: [ids['Otto']],
      every: { unit: 'week', count: 1 },
      handOver: '08:00',
      start: '2026-01-05',
      overrides: [],
    };
    const { id: rotaId } = await post('/duty-rotas', rota);
    const steps = [
      { afterMinutes: 0, targets: [{ kind: 'rota', id: rotaId }] },
      { afterMinutes: 10, targets: [{ kind: 'person', id: ids['Ida'] }] },
    ];
    const falling = await eva.call('POST', `${eva.root}/escalation-policies`, { name: 'Verkehrt', steps: [...steps].reverse() });
    assert.equal(falling.status, 400);
    assert.match(falling.text, /must be later than the step before/);
    const policy = await post('/escalation-policies', { name: 'Plan', steps, repeat: 1, repeatAfterMinutes: 5, needed: 1 });
    await post('/escalation/policy', { policyId: policy.id }, 'PUT');
    await post('/absences', { contactId: ids['Otto'], from: '2020-01-01', until: '2099-12-31', standIn: ids['Eva'] });
    assert.equal((await eva.call('DELETE', `${eva.root}/duty-rotas/${rotaId}`)).status, 409);
    assert.equal((await eva.call('DELETE', `${eva.root}/escalation-policies/${policy.id}`)).status, 409);

    const incident = await post('/incidents', { mode: 'actual', title: 'Server steht' });
    const first = await until('the first mail', () => mail.mails[0]);
    assert.deepEqual(first.to, [eva.email]);
    const alert = await alertOf(incident.id);
    assert.deepEqual(
      alert?.steps.map(({ recipients }) => recipients.map(({ name }) => name)),
      [['Eva'], ['Ida'], ['Eva'], ['Ida']],
    );
    await until('the log', async () => {
      const { text } = await eva.call('GET', `${eva.root}/incidents/${incident.id}/log`);
      return text.includes('Otto ist abwesend; an dieser Stelle wird Eva alarmiert') ? true : undefined;
    });

    // The attack is recognised; from now on the own mail carries nothing that a stranger could use.
    await post(`/incidents/${incident.id}/nature`, { nature: 'attack' }, 'PUT');
    mail.mails.length = 0;
    await until('known to the alerting', async () => {
      await sleep(100);
      await post(`/alerts/${alert?.id}/repetitions`, {});
      const said = await until('a mail', () => mail.mails.at(-1));
      return subjectOf(said) === 'Bitte krisenfest öffnen.' ? true : undefined;
    });
    const guarded = mail.mails.at(-1);
    assert.ok(guarded);
    assert.ok(!/Server steht|\/a\//.test(textOf(guarded)), textOf(guarded));

    // Without a link she acknowledges in krisenfest, as the recipient with her own address.
    const mine = await eva.call('POST', `${eva.root}/alerts/${alert?.id}/own-acknowledgement`);
    assert.deepEqual(mine.body, { acknowledged: true });
    assert.equal((await alertOf(incident.id))?.state, 'acknowledged');
    assert.deepEqual(
      (await alertOf(incident.id))?.steps.map(({ state }) => state),
      ['fired', 'cancelled', 'cancelled', 'cancelled'],
    );
    await post(`/incidents/${incident.id}/stand-down`, {});
    assert.deepEqual(world.faults, []);
  });
});
