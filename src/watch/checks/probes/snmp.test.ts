import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { look } from '../../../../test/world/probing.ts';
import { type Snmpd, snmpdMissing, startSnmpd } from '../../../../test/world/snmpd.ts';
import { sayDetail } from '../detail.texts.ts';
import { compareValue } from './snmplooks.ts';

const LEVEL = '.1.3.6.1.2.1.43.11.1.1';
const UPS = '.1.3.6.1.2.1.33.1';
/** A printer with three supplies, the way a real one tells it (RFC 3805). */
const printer = (black: number, cyan: number, waste: number) => [
  `${LEVEL}.6.1.1 octet_str "Toner schwarz"`,
  `${LEVEL}.6.1.2 octet_str "Toner cyan"`,
  `${LEVEL}.6.1.3 octet_str "Resttonerbehaelter"`,
  `${LEVEL}.8.1.1 integer 12000`,
  `${LEVEL}.8.1.2 integer 100`,
  `${LEVEL}.8.1.3 integer -2`,
  `${LEVEL}.9.1.1 integer ${black}`,
  `${LEVEL}.9.1.2 integer ${cyan}`,
  `${LEVEL}.9.1.3 integer ${waste}`,
];
const ups = (source: number, battery: number, minutes: number, charge: number) => [
  `${UPS}.4.1.0 integer ${source}`,
  `${UPS}.1.2.1.0 integer ${battery}`,
  `${UPS}.2.1.0 integer ${battery}`,
  `${UPS}.2.3.0 integer ${minutes}`,
  `${UPS}.2.4.0 integer ${charge}`,
  `${UPS}.1.2.3.0 integer ${minutes}`,
  `${UPS}.1.2.4.0 integer ${charge}`,
];

test('numbers are compared as numbers, everything else as text, and what is no number is not above anything', () => {
  assert.equal(compareValue('07', 'equals', '7'), 'fits');
  assert.equal(compareValue('up', 'equals', 'up'), 'fits');
  assert.equal(compareValue('9', 'above', '10'), 'off');
  assert.equal(compareValue('10.5', 'above', '10,4'), 'fits');
  assert.equal(compareValue('18446744073709551615', 'below', '5'), 'off');
  assert.equal(compareValue('ok', 'below', '5'), 'no-number');
});

describe('a real snmpd', { skip: snmpdMissing() }, () => {
  let agent: Snmpd;
  before(async () => {
    agent = await startSnmpd([
      ...printer(9000, 40, -3),
      '.1.3.6.1.4.1.48690.2.2.1.12.1 octet_str "-71"',
      '.1.3.6.1.4.1.48690.9.1.0 octet_str "in Ordnung"',
    ]);
  });
  after(() => agent.stop());
  const ask = (config: object, timeoutMs = 3000) =>
    look('snmp', { host: '127.0.0.1', port: agent.port, community: agent.community, ...config }, { timeoutMs });
  const signal = '1.3.6.1.4.1.48690.2.2.1.12.1';

  test('gives a value that is held against what is wanted', async () => {
    assert.deepEqual((await ask({ oid: signal })).detail, { code: 'snmp-value', value: '-71' });
    assert.equal((await ask({ oid: `.${signal}`, comparison: 'above', expected: '-90' })).outcome, 'up');
    const weak = await ask({ oid: signal, comparison: 'above', expected: '-60' });
    assert.deepEqual([weak.outcome, weak.detail.code], ['down', 'snmp-value-off']);
    assert.equal(sayDetail(weak.detail, 'de', 'Europe/Berlin'), 'der Wert ist -71, in Ordnung wäre über -60');
    assert.equal((await ask({ oid: '1.3.6.1.4.1.48690.9.1.0', comparison: 'equals', expected: 'in Ordnung' })).outcome, 'up');
    assert.equal((await ask({ oid: '1.3.6.1.4.1.48690.9.1.0', comparison: 'below', expected: '5' })).detail.code, 'snmp-no-number');
  });

  test('that does not know an OID is down, and the sentence names it', async () => {
    const { outcome, detail } = await ask({ oid: '1.3.6.1.4.1.99999.1.0' });
    assert.deepEqual([outcome, detail], ['down', { code: 'snmp-no-value', oid: '1.3.6.1.4.1.99999.1.0' }]);
    assert.match(sayDetail(detail, 'de', 'Europe/Berlin'), /OID prüfen \(einzelne Werte enden auf \.0\)/);
  });

  test('that is asked with a wrong community is silent, and the sentence says to check it', async () => {
    const { outcome, detail } = await ask({ oid: signal, community: 'falsch' }, 600);
    assert.deepEqual([outcome, detail], ['down', { code: 'timeout', afterMs: 600, hint: 'snmp-community' }]);
    assert.match(sayDetail(detail, 'de', 'Europe/Berlin'), /Community und Adresse prüfen/);
  });

  test('talks version 3, signed and encrypted, with every hash that it knows', async () => {
    const { authPassword, privPassword } = agent;
    for (const [authProtocol, user] of [
      ['sha256', 'krisen-sha-256'],
      ['sha512', 'krisen-sha-512'],
      ['sha384', 'krisen-sha-384'],
      ['sha224', 'krisen-sha-224'],
      ['sha', 'krisen-sha'],
      ['md5', 'krisen-md5'],
    ]) {
      const seen = await ask({ version: '3', user, authProtocol, authPassword, privPassword, oid: signal });
      assert.deepEqual(seen.detail, { code: 'snmp-value', value: '-71' }, `${authProtocol}: ${JSON.stringify(seen)}`);
    }
  });

  test('talks version 3 with AES-256, as most and as Cisco have it', async () => {
    const { authPassword, privPassword } = agent;
    for (const [privProtocol, user] of [
      ['aes256b', 'krisen-aes-256'],
      ['aes256r', 'krisen-aes-256-c'],
    ]) {
      const seen = await ask({ version: '3', user, privProtocol, authPassword, privPassword, oid: signal });
      assert.deepEqual(seen.detail, { code: 'snmp-value', value: '-71' }, `${privProtocol}: ${JSON.stringify(seen)}`);
    }
  });

  test('says in version 3 what is wrong with the login', async () => {
    const { authPassword, privPassword } = agent;
    const good = { version: '3', user: 'krisen-sha-256', authPassword, privPassword, oid: signal };
    const why = async (config: object) => {
      const { outcome, detail } = await ask({ ...good, ...config }, 1500);
      assert.equal(outcome, 'down');
      return detail.code === 'snmp-login' ? detail.why : `${detail.code} ${JSON.stringify(detail)}`;
    };
    assert.equal(await why({ user: 'niemand' }), 'user');
    assert.equal(await why({ authPassword: 'falsch-falsch' }), 'password');
    assert.equal(await why({ authProtocol: 'sha512' }), 'password');
    assert.equal(await why({ user: 'ohne-schutz', authProtocol: 'sha' }), 'level');
    const wrongKey = await ask({ ...good, privPassword: 'falsch-falsch' }, 900);
    assert.equal(wrongKey.outcome, 'down');
    assert.ok(['snmp-login', 'timeout'].includes(wrongKey.detail.code), JSON.stringify(wrongKey));
  });

  test('of a printer: enough is fine, little is a warning, nothing is down; a box that tells no level is left out', async () => {
    const fine = await ask({ what: 'toner' });
    assert.deepEqual(fine.detail, {
      code: 'toner-fine',
      supplies: [
        { name: 'Toner schwarz', percent: 75 },
        { name: 'Toner cyan', percent: 40 },
      ],
    });
    const low = await ask({ what: 'toner', warnBelow: 50 });
    assert.deepEqual(
      [low.outcome, low.warning, low.detail],
      ['up', true, { code: 'toner-low', supplies: [{ name: 'Toner cyan', percent: 40 }] }],
    );
    const empty = await startSnmpd(printer(9000, 0, -3));
    const seen = await look('snmp', { host: '127.0.0.1', port: empty.port, community: empty.community, what: 'toner' });
    assert.deepEqual([seen.outcome, seen.detail.code], ['down', 'toner-empty']);
    assert.equal(
      (await look('snmp', { host: '127.0.0.1', port: empty.port, community: empty.community, what: 'ups' })).detail.code,
      'snmp-no-such-device',
    );
    await empty.stop();
  });

  test('of this machine: a port by name and by number has a link; one that is not there is named with those that are', async () => {
    assert.deepEqual((await ask({ what: 'port', portName: 'LO' })).detail, { code: 'port-up', name: 'lo' });
    assert.equal((await ask({ what: 'port', portName: '1' })).detail.code, 'port-up');
    const { outcome, detail } = await ask({ what: 'port', portName: 'Gi1/0/99' });
    assert.equal(outcome, 'down');
    assert.ok(detail.code === 'port-missing' && detail.known.includes('lo'), JSON.stringify(detail));
  });

  test('of a UPS: mains, battery with time left, a weak and an empty battery', async () => {
    const seen = async (lines: readonly string[]) => {
      const one = await startSnmpd(lines);
      const { outcome, warning, detail } = await look('snmp', { host: '127.0.0.1', port: one.port, community: one.community, what: 'ups' });
      await one.stop();
      return [outcome, warning, detail];
    };
    assert.deepEqual(await seen(ups(3, 2, 42, 100)), ['up', false, { code: 'ups-online', charge: 100, runtimeMs: 2_520_000 }]);
    assert.deepEqual(await seen(ups(5, 2, 30, 80)), ['down', false, { code: 'ups-on-battery', charge: 80, runtimeMs: 1_800_000 }]);
    assert.deepEqual(await seen(ups(5, 3, 2, 5)), ['down', false, { code: 'ups-battery-low', charge: 5, runtimeMs: 120_000 }]);
    assert.deepEqual(await seen(ups(3, 2, 30, 20)), ['up', true, { code: 'ups-battery-weak', charge: 20, runtimeMs: 1_800_000 }]);
  });
});

test('what is needed for the kind of login and look is asked for at its field', async () => {
  const at = { host: '192.0.2.20' };
  await assert.rejects(look('snmp', { ...at, oid: '1.3.6.1.2.1.1.3.0' }), /is needed here/);
  await assert.rejects(look('snmp', { ...at, community: 'x', what: 'port' }), /is needed here/);
  await assert.rejects(
    look('snmp', { ...at, version: '3', user: 'u', authPassword: 'kurz', privPassword: 'langgenug', what: 'toner' }),
    /at least 8/,
  );
  await assert.rejects(look('snmp', { ...at, community: 'x', oid: '1.3', comparison: 'above', expected: 'viel' }), /must be a number/);
});
