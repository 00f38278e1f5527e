import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { Bilingual } from '../../kernel/languages.ts';
import { CheckState, ShownKind } from './checks.ts';
import { Detail, Observation, Outcome } from './observation.ts';
import { MaintenanceWindow, WindowTimes } from './windows.ts';

/** Milliseconds since 1970, UTC. */
const At = z.number().int() as unknown as z.ZodType<Instant, number>;
const Params = z.object({ id: Id });
const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

const Label = z.string().trim().min(1, 'must not be empty');

const What = {
  kind: z.string().max(30),
  config: z.record(z.string().max(60), z.unknown()),
  timeoutMs: z.number().int().min(100).max(60_000).default(10_000),
};

/** What a person sets. `config` is checked by the probe of this `kind`; durations in ms. */
export const CheckInput = z
  .object({
    name: z.string().trim().min(1, 'needs a name').max(120),
    ...What,
    /** The resource that fails when this check fails: its key in the inventory. */
    nodeId: z.string().max(120).nullable().default(null),
    /** Checks that lie in front of this one: while one of them is down, a miss says nothing about this target. */
    behind: z.array(Id).max(50, 'must not be more than 50 checks').default([]),
    /** It shows whether the own Internet line works: when every such check is down, the site is offline. */
    ownLine: z.boolean().default(false),
    /** The line to the Internet that it goes out by; null = as this server chooses. Such a check shows whether that line works. */
    uplinkId: Id.nullable().default(null),
    /** What it is listed under, as the house calls it: `Werk 2`. */
    group: Label.max(60).nullable().default(null),
    tags: z
      .array(Label.max(40))
      .max(20)
      .overwrite((tags) => [...new Set(tags)])
      .default([]),
    intervalMs: z.number().int().min(SECOND_MS).max(DAY_MS).default(60_000),
    retryMs: z.number().int().min(SECOND_MS).max(DAY_MS).default(10_000),
    misses: z.number().int().min(1).max(10).default(3),
    recoveries: z.number().int().min(1).max(10).default(2),
  })
  .refine(({ timeoutMs, intervalMs }) => timeoutMs <= intervalMs, {
    message: 'must not be longer than the interval',
    path: ['timeoutMs'],
  });
export type CheckInput = z.output<typeof CheckInput>;

/** A check with what is known of its target now. */
export const Check = CheckInput.safeExtend({
  id: Id,
  /** What is looked at, short: `www.muehlhaus.example`. */
  target: z.string(),
  state: CheckState,
  shown: ShownKind,
  lastAt: At.nullable(),
  last: Observation.nullable(),
  /** The network beyond the own line in which it lies, as it was measured; empty = on this side of the router, null = not known yet. */
  beyond: z.string().nullable(),
  createdAt: At,
  /** Names of settings that are sealed and never shown again. */
  secretsSet: z.array(z.string()),
});
export type Check = z.output<typeof Check>;

export const ProbeKind = z.object({
  kind: z.string(),
  label: Bilingual,
  help: Bilingual,
  /** Programs report to it, instead of krisenfest looking. */
  listens: z.boolean(),
  /** How often it usually looks, the shortest interval that it takes, and how long it waits; null where anything goes. Times in ms. */
  pace: z.object({ usualMs: z.number().int(), leastMs: z.number().int(), timeoutMs: z.number().int() }).nullable(),
  /** It can go out by a given line. */
  byLine: z.boolean(),
  /** The settings as JSON Schema, with `label` and `help` in both languages: forms are drawn from it. */
  schema: z.record(z.string(), z.unknown()),
});
export type ProbeKind = z.output<typeof ProbeKind>;

export const listProbeKinds = endpoint({
  method: 'GET',
  path: '/checks/kinds',
  scope: 'organisation',
  right: 'watch.read',
  summary: 'The kinds of checks there are, with the schema of their settings.',
  response: z.object({ kinds: z.array(ProbeKind) }),
});

export const Overview = z.object({
  total: z.number().int(),
  counts: z.record(ShownKind, z.number().int()),
  /** The oldest last result of the checks that are not paused; null when one never had any. */
  oldestResultAt: At.nullable(),
});
export type Overview = z.output<typeof Overview>;

export const listChecks = endpoint({
  method: 'GET',
  path: '/checks',
  scope: 'organisation',
  right: 'watch.read',
  summary: 'Checks with their live state, by name. Page on with `after`, the id of the last one.',
  query: z.object({
    search: z.string().max(200).optional(),
    state: ShownKind.optional(),
    node: z.string().max(120).optional(),
    group: z.string().max(60).optional(),
    tag: z.string().max(40).optional(),
    limit: z.coerce.number().int().min(1).max(2000).default(2000),
    after: Id.optional(),
  }),
  response: z.object({ checks: z.array(Check), overview: Overview }),
  exact: true,
});

export const getCheck = endpoint({
  method: 'GET',
  path: '/checks/:id',
  scope: 'organisation',
  right: 'watch.read',
  summary: 'One check with its live state.',
  params: Params,
  response: Check,
});

export const addCheck = endpoint({
  method: 'POST',
  path: '/checks',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'Add a check; it is looked at within its interval.',
  body: CheckInput,
  response: Check,
  status: 201,
});

export const changeCheck = endpoint({
  method: 'PUT',
  path: '/checks/:id',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'Change a check. With another kind or other settings, what was known of the target is forgotten.',
  params: Params,
  body: CheckInput,
  response: Check,
});

export const removeCheck = endpoint({
  method: 'DELETE',
  path: '/checks/:id',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'Delete a check with its history; for a day it can be brought back.',
  params: Params,
  status: 204,
});

export const pauseCheck = endpoint({
  method: 'POST',
  path: '/checks/:id/pause',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'Stop looking until resumed.',
  params: Params,
  response: Check,
});

export const resumeCheck = endpoint({
  method: 'POST',
  path: '/checks/:id/resume',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'Look again; the state is unknown until the first result.',
  params: Params,
  response: Check,
});

export const runCheck = endpoint({
  method: 'POST',
  path: '/checks/:id/run',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'Look now, beside the schedule; the result counts like any other.',
  params: Params,
  status: 202,
  response: z.object({ askedAt: At }),
});

export const tryCheck = endpoint({
  method: 'POST',
  path: '/checks/try',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'Look once with these settings, without saving anything.',
  /** `checkId`: secrets that are left out are taken from this check, as long as they go to the same place. */
  body: z.object({ ...What, uplinkId: Id.nullable().default(null), checkId: Id.optional() }),
  response: z.object({ observation: Observation, target: z.string() }),
  perMinute: 60,
});

const Result = z.object({ at: At, outcome: Outcome, ms: z.number(), maintenance: z.boolean(), detail: Detail.nullable() });

export const checkHistory = endpoint({
  method: 'GET',
  path: '/checks/:id/history',
  scope: 'organisation',
  right: 'watch.read',
  summary: 'Single results, newest first; they are kept for two days. Page on with `before`.',
  params: Params,
  query: z.object({
    before: z.coerce.number().int().transform(instant).optional(),
    from: z.coerce.number().int().transform(instant).optional(),
    limit: z.coerce.number().int().min(1).max(5000).default(100),
  }),
  response: z.object({ results: z.array(Result) }),
});

const RollupFields = {
  ups: z.number().int(),
  downs: z.number().int(),
  unclears: z.number().int(),
  maintained: z.number().int(),
  msMean: z.number().nullable(),
  msMin: z.number().nullable(),
  msMax: z.number().nullable(),
};

/** Results taken together over `step` from `at` on. */
export const SeriesPoint = z.object({ at: At, ...RollupFields });
export type SeriesPoint = z.output<typeof SeriesPoint>;

export const checkSeries = endpoint({
  method: 'GET',
  path: '/checks/:id/series',
  scope: 'organisation',
  right: 'watch.read',
  summary:
    'Response times and outcomes for a chart, at most 400 points: from single results of the last two days, else from minutes, hours or days, whichever is still kept.',
  params: Params,
  query: z.object({ from: z.coerce.number().int().transform(instant), to: z.coerce.number().int().transform(instant) }),
  response: z.object({ stepMs: z.number().int(), points: z.array(SeriesPoint) }),
});

/** A day on the clock of the organisation's zone. `uptime` 0 to 1, null = unknown. */
export const UptimeDay = z.object({ day: z.iso.date(), uptime: z.number().nullable(), ...RollupFields });
export type UptimeDay = z.output<typeof UptimeDay>;

/** A month, `2026-11`, and a year, `2026`, on the same clock. */
export const UptimeMonth = z.object({ month: z.string(), uptime: z.number().nullable(), ...RollupFields });
export type UptimeMonth = z.output<typeof UptimeMonth>;
export const UptimeYear = z.object({ year: z.string(), uptime: z.number().nullable(), ...RollupFields });
export type UptimeYear = z.output<typeof UptimeYear>;

const Outage = z.object({ since: At, until: At.nullable(), detail: Detail, ended: z.enum(['recovered', 'paused', 'changed']).nullable() });
export type Outage = z.output<typeof Outage>;

export const checkUptime = endpoint({
  method: 'GET',
  path: '/checks/:id/uptime',
  scope: 'organisation',
  right: 'watch.read',
  summary: 'Uptime by day, by month (two years at most) and by year (ten at most), the oldest first, and the outages, the newest first.',
  params: Params,
  query: z.object({ days: z.coerce.number().int().min(1).max(400).default(30) }),
  response: z.object({
    days: z.array(UptimeDay),
    months: z.array(UptimeMonth),
    years: z.array(UptimeYear),
    outages: z.array(Outage),
  }),
});

export const exportChecks = endpoint({
  method: 'GET',
  path: '/checks/export',
  scope: 'organisation',
  right: 'watch.read',
  summary: 'All checks as CSV (UTF-8, semicolon), as Excel in Germany opens it.',
  produces: 'text/csv; charset=utf-8',
});

/** A deleted check that can still be brought back. */
export const Removed = z.object({ id: Id, name: z.string(), target: z.string(), removedAt: At, keptUntil: At });
export type Removed = z.output<typeof Removed>;

export const checksOverview = endpoint({
  method: 'GET',
  path: '/checks/overview',
  scope: 'organisation',
  right: 'situation.read',
  summary: 'How many checks are in which state.',
  response: Overview,
});

/** A window as a person sets it; `openUntil` says until when it is open right now. */
export const WindowInput = z.object({
  name: z.string().trim().min(1, 'needs a name').max(120),
  times: WindowTimes,
  checkIds: z.array(Id).min(1, 'choose at least one check').max(2000).nullable(),
});
export type WindowInput = z.output<typeof WindowInput>;
const ShownWindow = MaintenanceWindow.extend({ openUntil: At.nullable() });

export const listMaintenance = endpoint({
  method: 'GET',
  path: '/maintenance',
  scope: 'organisation',
  right: 'watch.read',
  summary: 'Maintenance windows: checks go on, but nobody is told.',
  response: z.object({ windows: z.array(ShownWindow) }),
});

export const addMaintenance = endpoint({
  method: 'POST',
  path: '/maintenance',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'Add a maintenance window, once or weekly in the zone of the organisation.',
  body: WindowInput,
  response: z.object({ id: Id }),
  status: 201,
});

export const changeMaintenance = endpoint({
  method: 'PUT',
  path: '/maintenance/:id',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'Change a maintenance window.',
  params: Params,
  body: WindowInput,
  status: 204,
});

export const removeMaintenance = endpoint({
  method: 'DELETE',
  path: '/maintenance/:id',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'Remove a maintenance window; what it covered counts again at once.',
  params: Params,
  status: 204,
});
