import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { AlertView } from '../../src/act/alerting/alerting.contract.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { scratchFolder } from '../world/scratch.ts';
import { until } from '../world/until.ts';

const OTTO = '+4915155501990';

describe('an installation that nobody can reach from outside', () => {
  const spool = scratchFolder('poll');
  const [outbox, inbox] = [join(spool.path, 'outbox'), join(spool.path, 'inbox')];
  let world: TestHouse;
  let eva: Firm;
  before(async () => {
    mkdirSync(outbox);
    mkdirSync(inbox);
    world = await startHouse();
    eva = await world.setUp();
    const addresses = [{ kind: 'sms', value: OTTO, label: '', withoutInternet: true }];
    await eva.call('POST', `${eva.root}/contacts`, { name: 'Otto Muster', company: '', note: '', language: 'de', addresses });
    const added = await eva.call('POST', `${eva.root}/channels`, { kind: 'sms', name: 'Modem', settings: { outbox, inbox } });
    assert.equal(added.status, 201, added.text);
  });
  after(async () => {
    await world.close();
    spool.remove();
  });

  const alertOf = async (incident: string) =>
    ((await eva.call('GET', `${eva.root}/incidents/${incident}/alerts`)).body as { alerts: AlertView[] }).alerts[0];

  test('12: the provider would need an inbound webhook, but the site has no public address: the answer is fetched, and counts', async () => {
    const { body } = await eva.call('GET', `${eva.root}/alert-readiness`);
    assert.equal((body as { links: string }).links, 'machine', 'no link of a message can be opened on a telephone');
    const raised = await eva.call('POST', `${eva.root}/incidents`, { mode: 'actual', title: 'Server steht' });
    const incident = (raised.body as { id: string }).id;
    // A name of gammu's: what is still being written has another.
    const file = await until('the text message', () => readdirSync(outbox).find((name) => name.startsWith('OUT')));
    const mark = /#A\w{3}/.exec(readFileSync(join(outbox, file), 'utf16le'))?.[0];
    assert.ok(mark, 'the message says by what it is answered');

    // The network has brought the answer to the modem; nothing calls krisenfest, which looks by itself.
    writeFileSync(join(inbox, `IN20261128_090000_00_${OTTO}_00.txt`), `OK ${mark}`);
    const acknowledged = await until('acknowledged', async () => {
      const alert = await alertOf(incident);
      return alert?.state === 'acknowledged' ? alert : undefined;
    });
    assert.equal(acknowledged.steps[0]?.recipients[0]?.acknowledged?.by, 'Otto Muster');
    assert.deepEqual(readdirSync(inbox), [], 'and it is not heard twice');
    assert.deepEqual(world.faults, []);
  });
});
