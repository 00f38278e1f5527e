import { nextStep } from '../../src/act/alerting/alerting.cases.ts';
import type { Outcome } from '../../src/act/alerting/alerting.ts';
import { alerts } from '../../src/act/alerting/alerts.store.ts';
import { alertView } from '../../src/act/alerting/overview.cases.ts';
import type { AlertRequest } from '../../src/act/alerting/request.ts';
import { alertsDue, claimJobs, type Job, renewLeases, settleJobs } from '../../src/act/alerting/sending.store.ts';
import { duration, SECOND } from '../../src/kernel/instant.ts';
import type { TestDatabase } from './databases.ts';

export const INCIDENT = '01900000-0000-7000-8000-00000000aaaa';
export const person = (contactId: string, ...addresses: { kind: string; value: string }[]) => ({
  contactId,
  name: `Person ${contactId}`,
  language: 'de' as const,
  addresses,
});
export const mail = (name: string) => ({ kind: 'email', value: `${name}@musterbau.example` });
export const mobile = { kind: 'sms', value: '+4915155501990' };

export const request = (steps: AlertRequest['steps'], mode: AlertRequest['mode'] = 'actual'): AlertRequest => ({
  source: { kind: 'incident', id: INCIDENT },
  mode,
  subject: { de: 'Alarm', en: 'Alert' },
  text: { de: 'Text', en: 'Text' },
  steps,
  needed: 1,
});
export const twoSteps = request([
  { delayMs: 0, recipients: [person('eva', mail('eva'), mobile), person('otto', mail('otto'))] },
  { delayMs: 600_000, recipients: [person('ida', mail('ida'))] },
]);

export const done: Outcome = { kind: 'handed-over', providerId: null };
export const LEASE = duration(15 * SECOND);

/** What a node does with the messages of one channel. */
export const node = ({ workAcross }: TestDatabase, name: string) => ({
  claim: (channel = 'email', limit = 100) => workAcross((across) => claimJobs(across, { channel, node: name, leaseFor: LEASE, limit })),
  settle: (job: Job, outcome: Outcome) => workAcross(async (across) => (await settleJobs(across, name, [{ job, outcome }]))[0]),
  renew: () => workAcross((across) => renewLeases(across, name, 'email', LEASE)),
});
export const eventsOf = async ({ workAcross }: TestDatabase) => {
  const rows = await workAcross(({ db }) => db.selectFrom('outbox').select(['type', 'data']).orderBy('id').execute());
  return rows.map((row) => ({ type: row.type, data: JSON.parse(row.data) as Record<string, unknown> }));
};
export const typesOf = async (world: TestDatabase) => (await eventsOf(world)).map(({ type }) => type).sort();
export const view = (world: TestDatabase, id: string) => world.work(world.org, async (tx) => alertView(tx, await alerts(tx).get(id)));
export const tick = (world: TestDatabase) =>
  world.workAcross(async (across) => {
    for (const { org, alertId } of await alertsDue(across)) await nextStep(across.in(org), alertId);
  });
