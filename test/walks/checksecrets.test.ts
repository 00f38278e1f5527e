import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHouse } from '../world/house.ts';
import { scratchFolder } from '../world/scratch.ts';
import { snmpdMissing, startSnmpd } from '../world/snmpd.ts';

type Seen = { observation: { outcome: string; detail: { code: string } } };
type Body = { id: string; shown: string; config: Record<string, unknown>; secretsSet: string[] };

test('the password of a check is sealed, never shown again, used for looking, and not sent to another device', {
  skip: snmpdMissing(),
}, async () => {
  const folder = scratchFolder('checksecrets');
  const agent = await startSnmpd();
  const world = await startHouse({ database: { kind: 'sqlite', file: join(folder.path, 'krisenfest.db') } });
  try {
    const firm = await world.setUp();
    const config = { host: '127.0.0.1', port: agent.port, community: agent.community, oid: '1.3.6.1.2.1.1.5.0' };
    const check = { name: 'Drucker Büro', kind: 'snmp', config, intervalMs: 1000, timeoutMs: 900, retryMs: 1000, misses: 1 };
    const made = await firm.call('POST', `${firm.root}/checks`, check);
    assert.equal(made.status, 201, made.text);
    const { id, secretsSet } = made.body as Body;
    assert.deepEqual(secretsSet, ['community']);
    const path = `${firm.root}/checks/${id}`;
    for (const at of [path, `${firm.root}/checks`, `${firm.root}/checks/export`])
      assert.ok(!(await firm.call('GET', at)).text.includes(agent.community), at);
    assert.ok(!made.text.includes(agent.community));

    let shown = '';
    for (let n = 0; n < 60 && shown !== 'up'; n++) {
      await sleep(100);
      shown = ((await firm.call('GET', path)).body as Body).shown;
    }
    assert.equal(shown, 'up');

    // Changed without entering it again, it stays; to another device it does not go along, neither for a try nor to stay.
    const { community: _, ...open } = config;
    const kept = await firm.call('PUT', path, { ...check, name: 'Drucker Lager', config: open });
    assert.equal(kept.status, 200, kept.text);
    const tried = await firm.call('POST', `${firm.root}/checks/try`, { kind: 'snmp', config: open, timeoutMs: 900, checkId: id });
    assert.equal((tried.body as Seen).observation.outcome, 'up', tried.text);
    const elsewhere = { ...open, host: '127.0.0.2' };
    for (const answer of [
      await firm.call('PUT', path, { ...check, config: elsewhere }),
      await firm.call('POST', `${firm.root}/checks/try`, { kind: 'snmp', config: elsewhere, timeoutMs: 900, checkId: id }),
    ]) {
      assert.equal(answer.status, 400, answer.text);
      assert.match(answer.text, /\/config\/community.*must be entered again/);
    }
    const missing = await firm.call('POST', `${firm.root}/checks/try`, { kind: 'snmp', config: open, timeoutMs: 900 });
    assert.match(missing.text, /\/config\/community.*is needed here/);
    const often = await firm.call('POST', `${firm.root}/checks`, {
      name: 'Domain',
      kind: 'domain',
      config: { domain: 'muehlhaus.example' },
    });
    assert.match(often.text, /\/intervalMs.*must be at least 60 minutes/);
    assert.deepEqual(world.faults, []);
  } finally {
    await world.close();
    await agent.stop();
  }
  for (const name of readdirSync(folder.path))
    assert.ok(!readFileSync(join(folder.path, name)).includes(agent.community), `${name} holds the community in the clear`);
  folder.remove();
});
