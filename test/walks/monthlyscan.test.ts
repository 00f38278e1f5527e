import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { DAY, instant, plus, toIso } from '../../src/kernel/instant.ts';
import type { ScanHead, ScanView } from '../../src/know/discovery/discovery.contract.ts';
import type { ScanNews, ScanRepeat } from '../../src/know/discovery/repeat.contract.ts';
import { testClock } from '../world/clock.ts';
import { dnsWorld, type ZoneRecord } from '../world/dns.ts';
import { startHouse } from '../world/house.ts';

const zone = z
  .array(z.tuple([z.string(), z.string(), z.unknown()]))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../golden/zones/hafenwerft/zone.json'), 'utf8'))) as unknown as ZoneRecord[];

test('a domain is looked at again each month, and the owner is told what is new and what went until she takes note of it', async (t) => {
  const clock = testClock('2026-11-28T09:00:00Z');
  const before = await dnsWorld(zone.filter(([, type]) => type !== 'MX'));
  const after = await dnsWorld(zone);
  const world = await startHouse({ clock });
  t.after(async () => {
    await world.close();
    await before.close();
    await after.close();
  });
  const firm = await world.setUp();
  const get = async <T>(path: string) => {
    const answer = await firm.call('GET', `${firm.root}/scans${path}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.body as T;
  };
  const scans = async () => (await get<{ scans: ScanHead[] }>('')).scans;
  const news = async () => (await get<{ news: ScanNews[] }>('/news')).news;
  const settled = async (count: number) => {
    for (let tries = 0; tries < 300; tries++) {
      const all = await scans();
      if (all.length === count && all.every(({ endedAt }) => endedAt !== null)) return all;
      await wait(100);
    }
    return assert.fail(`not ${count} scans that are over: ${JSON.stringify(await scans())}`);
  };
  const repeat = async (monthly: boolean) => {
    const answer = await firm.call('PUT', `${firm.root}/scans/repeats`, { domain: 'hafenwerft.example', monthly });
    assert.equal(answer.status, 200, answer.text);
    return (answer.body as { dueAt: number | null }).dueAt;
  };
  /** Without each second between: the time of the house is later now, and she logs in again. */
  const later = async (days: number) => {
    clock.set(plus(clock.now(), days * DAY));
    await clock.forward('PT2S');
    const login = await firm.call('POST', '/session', { email: firm.email, password: firm.password });
    assert.ok(login.status < 300, login.text);
  };
  const resolver = (server: string) => firm.call('PUT', `${firm.root}/scans/settings`, { resolver: server });

  await resolver(before.server);
  await firm.call('POST', `${firm.root}/scans`, { domain: 'hafenwerft.example' });
  await settled(1);
  assert.deepEqual((await get<{ repeats: ScanRepeat[] }>('/repeats')).repeats, [], 'off until somebody switches it on');
  await later(40);
  await settled(1);

  const due = await repeat(true);
  assert.ok(due !== null);
  assert.equal(toIso(instant(due)), '2027-02-07T05:00:00.000Z');
  await resolver(after.server);
  await later(31);
  const [monthly, first] = await settled(2);
  assert.ok(monthly && first);
  assert.deepEqual([monthly.monthly, first.monthly, monthly.state], [true, false, 'done']);

  const [told, ...others] = await news();
  assert.ok(told && others.length === 0);
  assert.equal(told.id, monthly.id);
  assert.ok(told.added.some(({ role }) => role === 'mail-gateway'));
  assert.ok((await get<ScanView>(`/${monthly.id}`)).unseen);
  const stranger = await world.client().call('POST', `${firm.root}/scans/${monthly.id}/seen`);
  assert.ok(stranger.status === 401 || stranger.status === 403, 'only who may write');
  assert.equal((await firm.call('POST', `${firm.root}/scans/${monthly.id}/seen`)).status, 204);
  assert.deepEqual(await news(), []);

  await later(31);
  await settled(3);
  assert.deepEqual(await news(), [], 'where nothing has changed nobody is disturbed');
  assert.equal(await repeat(false), null);
  await later(70);
  await settled(3);
  const bad = await firm.call('PUT', `${firm.root}/scans/repeats`, { domain: '192.168.1.1', monthly: true });
  assert.equal(bad.status, 400);
  assert.deepEqual(world.faults, []);
});
