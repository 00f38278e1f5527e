import assert from 'node:assert/strict';
import { test } from 'node:test';
import { look } from '../../../../test/world/probing.ts';
import { type RdapAnswer, rdapDomain, startRdap } from '../../../../test/world/rdap.ts';
import { httpRequest } from '../../../outbound/http.ts';
import { sayDetail } from '../detail.texts.ts';
import { registryOf } from './domain.ts';

const NOW = Date.parse('2026-03-01T00:00:00Z');
const NAME = 'muehlhaus.example';

/** What the check says when the registry answers like this. */
async function seen(answer: RdapAnswer | undefined, config: object = {}) {
  const registry = await startRdap(() => answer);
  try {
    const { outcome, warning, detail } = await look('domain', { domain: NAME, server: registry.url, ...config }, { now: NOW });
    return { as: `${outcome}${warning ? ' with a warning' : ''}: ${detail.code}`, detail, words: sayDetail(detail, 'de', 'Europe/Berlin') };
  } finally {
    await registry.close();
  }
}

test('a domain is registered until a day; some weeks before it is a warning, after it an outage', async () => {
  const long = await seen(rdapDomain(NAME, { until: '2027-03-31T00:00:00Z' }));
  assert.deepEqual(long.detail, { code: 'domain-registered', until: Date.parse('2027-03-31T00:00:00Z'), days: 395, source: 'registry' });
  const soon = rdapDomain(NAME, { until: '2026-03-21T12:00:00Z' });
  assert.equal((await seen(soon)).as, 'up with a warning: domain-expires');
  assert.match((await seen(soon)).words, /in 20 Tagen: Verlängerung und Zahlungsweg beim Registrar prüfen/);
  assert.equal((await seen(soon, { warnDays: 10 })).as, 'up: domain-registered');
  assert.equal((await seen(soon, { downDays: 21 })).as, 'down: domain-expires');
  assert.equal((await seen(rdapDomain(NAME, { until: '2026-02-28T00:00:00Z' }))).as, 'down: domain-expired');
});

test('where the registry tells no end it is called unknown, and the date entered by hand is watched instead', async () => {
  const silent = rdapDomain(NAME);
  const unknown = await seen(silent);
  assert.equal(unknown.as, 'unclear: domain-not-told');
  assert.match(unknown.words, /^unbekannt, .* von Hand eintragen/);
  const byHand = await seen(silent, { until: '2026-03-15' });
  assert.equal(byHand.as, 'up with a warning: domain-expires');
  assert.match(byHand.words, /von Hand eingetragen/);
  assert.equal((await seen(silent, { until: '2026-02-15' })).as, 'up with a warning: domain-date-passed');
  // What the registry tells goes before.
  assert.equal((await seen(rdapDomain(NAME, { until: '2027-03-31T00:00:00Z' }), { until: '2026-03-15' })).as, 'up: domain-registered');
});

test('a domain that is not registered, on hold or about to be deleted is down, whatever date stands there', async () => {
  assert.equal((await seen(undefined, { until: '2027-01-01' })).as, 'down: domain-free');
  const until = '2027-03-31T00:00:00Z';
  assert.equal((await seen(rdapDomain(NAME, { until, status: ['client transfer prohibited', 'server hold'] }))).as, 'down: domain-held');
  assert.equal((await seen(rdapDomain(NAME, { until, status: ['pending delete'] }))).as, 'down: domain-ending');
  assert.equal((await seen(rdapDomain(NAME, { until, status: ['client transfer prohibited'] }))).as, 'up: domain-registered');
});

test('a registry that refuses, breaks or is something else says nothing about the domain; a date by hand is watched on', async () => {
  for (const answer of [
    { status: 429, body: {} },
    { status: 503, body: {} },
    { status: 200, body: { hello: 'world' } },
  ]) {
    assert.equal((await seen(answer)).as, 'unclear: registry-no-answer');
    assert.equal((await seen(answer, { until: '2027-01-01' })).as, 'up: domain-registered');
  }
  const nobody = await look('domain', { domain: NAME, server: 'http://127.0.0.1:1/' }, { now: NOW });
  assert.deepEqual([nobody.outcome, nobody.detail.code], ['unclear', 'registry-no-answer']);
});

test('a name inside the domain is refused with what to enter, so is a date that is none', async () => {
  await assert.rejects(look('domain', { domain: `www.${NAME}` }), /must be the domain itself/);
  await assert.rejects(look('domain', { domain: NAME, until: '31.03.2027' }), /must be a date like/);
  await assert.rejects(look('domain', { domain: NAME, until: '2027-13-31' }), /must be a date like/);
});

test('the registry of an ending is found in the directory of the IANA, which is read once a day', async () => {
  const registry = await startRdap(() => undefined, ['example', 'firma']);
  const ask = async (url: string) => {
    const { status, body } = await httpRequest(url, { policy: { kind: 'configured' } });
    return { status, text: Buffer.from(body).toString() };
  };
  const find = (ending: string, now = NOW) => registryOf(ending, ask, now, `${registry.url}dns.json`);
  try {
    assert.equal(await find('de'), 'https://rdap.denic.de/');
    assert.equal(registry.asked.length, 0);
    assert.equal(await find('firma'), registry.url);
    assert.equal(await find('beispiel'), 'https://rdap.beispiel/');
    assert.equal(await find('nirgends'), null);
    assert.equal(registry.asked.length, 1);
    await find('firma', NOW + 2 * 86_400_000);
    assert.equal(registry.asked.length, 2);
  } finally {
    await registry.close();
  }
});
