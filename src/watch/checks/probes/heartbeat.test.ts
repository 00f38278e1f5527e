import assert from 'node:assert/strict';
import { test } from 'node:test';
import { look } from '../../../../test/world/probing.ts';
import { instant } from '../../../kernel/instant.ts';
import { type Heard, pushOf } from '../heard.ts';

const at = (text: string) => instant(Date.parse(text));
const never: Heard = { since: at('2026-03-02T00:00Z'), startedAt: null, okAt: null, failedAt: null, says: null, result: null };
const after = async (config: object, heard: Partial<Heard>, now: string) => {
  const { outcome, warning, detail, ms } = await look('heartbeat', config as Record<string, unknown>, {
    heard: { ...never, ...heard },
    now: at(now),
  });
  return { said: `${outcome}${warning ? ' with a warning' : ''}: ${detail.code}`, detail, ms };
};
const daily = { everyMinutes: 1440, graceMinutes: 60 };

test('a program that reports in time is up; late within the grace it is a warning, after it an outage', async () => {
  const okAt = at('2026-03-03T02:00Z');
  assert.equal((await after(daily, { okAt }, '2026-03-04T01:59Z')).said, 'up: heartbeat-came');
  assert.equal((await after(daily, { okAt }, '2026-03-04T02:30Z')).said, 'up with a warning: heartbeat-late');
  const missed = await after(daily, { okAt }, '2026-03-04T03:01Z');
  assert.deepEqual(missed.detail, { code: 'heartbeat-missed', expectedAt: at('2026-03-04T02:00Z'), lastAt: okAt });
});

test('a program that never reported is waited for, not green, and missed in the end', async () => {
  assert.equal((await after(daily, {}, '2026-03-02T12:00Z')).said, 'unclear: heartbeat-waiting');
  assert.equal((await after(daily, {}, '2026-03-03T01:01Z')).said, 'down: heartbeat-missed');
});

test('a program that reports a fault is down at once, until it reports success', async () => {
  const failedAt = at('2026-03-03T02:00Z');
  const failed = await after(daily, { okAt: at('2026-03-02T02:00Z'), failedAt, says: 'exit 3' }, '2026-03-03T02:01Z');
  assert.deepEqual(failed.detail, { code: 'heartbeat-failed', at: failedAt, says: 'exit 3' });
  assert.equal((await after(daily, { failedAt, okAt: at('2026-03-03T04:00Z') }, '2026-03-03T04:01Z')).said, 'up: heartbeat-came');
});

test('a run that takes too long is down; one that is at work and may last is not missed; its duration is the measured value', async () => {
  const config = { ...daily, mostMinutes: 240 };
  const okAt = at('2026-03-02T02:00Z');
  const startedAt = at('2026-03-03T01:30Z');
  assert.equal((await after(config, { okAt, startedAt }, '2026-03-03T03:30Z')).said, 'up with a warning: heartbeat-late');
  assert.equal((await after(config, { okAt, startedAt }, '2026-03-03T05:31Z')).said, 'down: heartbeat-too-long');
  assert.equal((await after(config, { startedAt, okAt: at('2026-03-03T02:00Z') }, '2026-03-03T02:01Z')).ms, 30 * 60_000);
});

test('a timetable is read on the clock of the firm, through both changes of the clock', async () => {
  const nightly = { expect: 'cron', cron: '30 2 * * *', graceMinutes: 30 };
  // On 25 October 2026 the night has two half past two in Berlin, on 29 March none.
  const expected = async (okAt: string, now: string) => {
    const { detail } = await after(nightly, { okAt: at(okAt) }, now);
    return detail.code === 'heartbeat-missed' ? new Date(detail.expectedAt).toISOString() : detail.code;
  };
  assert.equal(await expected('2026-10-23T00:31Z', '2026-10-24T01:01Z'), '2026-10-24T00:30:00.000Z');
  assert.equal(await expected('2026-10-25T01:31Z', '2026-10-26T02:01Z'), '2026-10-26T01:30:00.000Z');
  assert.equal(await expected('2026-03-27T01:31Z', '2026-03-28T02:01Z'), '2026-03-28T01:30:00.000Z');
  assert.equal(await expected('2026-03-29T01:31Z', '2026-03-30T01:01Z'), '2026-03-30T00:30:00.000Z');
  const workdays = await after(
    { expect: 'cron', cron: '0 6 * * 1-5', graceMinutes: 30 },
    { okAt: at('2026-03-06T05:01Z') },
    '2026-03-08T12:00Z',
  );
  assert.equal(workdays.said, 'up: heartbeat-came');
});

test('a report some seconds before its time, by a clock that runs ahead, is that of its time', async () => {
  const said = async (cron: string, okAt: string, now: string) =>
    (await after({ expect: 'cron', cron, graceMinutes: 30 }, { okAt: at(okAt) }, now)).said;
  // 02:30 in Berlin is 01:30 in winter.
  assert.equal(await said('30 2 * * *', '2026-11-24T01:29:40Z', '2026-11-24T02:10Z'), 'up: heartbeat-came');
  assert.equal(await said('30 2 * * *', '2026-11-24T01:29:40Z', '2026-11-25T02:10Z'), 'down: heartbeat-missed');
  assert.equal(await said('30 2 * * *', '2026-11-24T01:20Z', '2026-11-24T02:10Z'), 'down: heartbeat-missed');
  // Of five minutes it is half a minute: who is four minutes late has not reported for the next time.
  assert.equal(await said('*/5 * * * *', '2026-11-24T01:04Z', '2026-11-24T01:36Z'), 'down: heartbeat-missed');
  assert.equal(await said('*/5 * * * *', '2026-11-24T01:04:45Z', '2026-11-24T01:36Z'), 'up with a warning: heartbeat-late');
});

test('a timetable that never comes is refused', async () => {
  for (const cron of ['0 0 31 2 *', '61 * * * *', 'daily', '* * * * * *'])
    await assert.rejects(look('heartbeat', { expect: 'cron', cron }), /must be five cron fields/, cron);
});

test('exit codes count as programs mean them', () => {
  assert.deepEqual([undefined, 'ok', '0', '1', '137', 'fail', 'start', 'done'].map(pushOf), [
    'ok',
    'ok',
    'ok',
    'fail',
    'fail',
    'fail',
    'start',
    undefined,
  ]);
});
