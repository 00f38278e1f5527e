import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { jsonPointer } from '../../http/problems.ts';
import { on, type Route } from '../../http/route.ts';
import type { AnswerOf, QueryOf } from '../../kernel/contract.ts';
import { writeCsv } from '../../kernel/csv.ts';
import { DAY, type Instant, instant, toIso } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { Problem } from '../../kernel/problem.ts';
import { fillSecrets, leadsElsewhere, type Settings, type Split, splitSecrets } from '../../kernel/secretfields.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { uplinks } from '../uplinks/uplinks.store.ts';
import type { Uplink } from '../uplinks/uplinks.ts';
import { lookBy } from './byline.jobs.ts';
import {
  addCheck,
  type Check,
  type CheckInput,
  changeCheck,
  checkHistory,
  checkSeries,
  checkUptime,
  exportChecks,
  getCheck,
  listChecks,
  listProbeKinds,
  checksOverview as overviewEndpoint,
  pauseCheck,
  removeCheck,
  resumeCheck,
  runCheck,
  tryCheck,
} from './checks.contract.ts';
import { checks, checksOverview } from './checks.store.ts';
import { de, en } from './checks.texts.ts';
import { sayDetail } from './detail.texts.ts';
import { dropAddress } from './heartbeats.store.ts';
import { history } from './history.store.ts';
import { DAYS_FOR } from './keeping.ts';
import { type Listing, listings } from './listing.cases.ts';
import { manyChecks } from './many.store.ts';
import { probeOf, probes } from './probes/index.ts';
import { nameService } from './probes/names.ts';
import { type KnownProbe, leastInterval, type ProbeOutbound, type ReadyProbe } from './probes/probe.ts';
import { drawnFrom, seriesOf, shownRollup, widened } from './series.ts';
import { sinceMeasured, spansUntil, uptimeBy } from './spans.ts';
import type { Step, Sum } from './sums.ts';

const refused = (message: string, pointer: string, detail: string) =>
  new Problem(400, 'bad-input', message, [{ pointer, message: detail }]);

/** The settings with the secrets that were left out, from those that are kept. */
function withKept(kind: string, given: Record<string, unknown>, before: Split | null): Record<string, unknown> {
  const schema = probeOf(kind)?.config;
  if (!schema || before === null) return given;
  const { settings, filled } = fillSecrets(schema, given, before);
  if (filled.length === 0) return given;
  const parsed = schema.safeParse(settings);
  if (parsed.success && leadsElsewhere(schema, parsed.data as Settings, before)) {
    const message = 'must be entered again, because the server it is sent to has changed';
    throw new Problem(
      400,
      'secret-again',
      `${filled.join(', ')} ${message}.`,
      filled.map((name) => ({ pointer: `/config/${name}`, message })),
    );
  }
  return settings;
}

/** The probe with these settings, or a refusal that names every fault with its place. */
function probeFor(kind: string, config: unknown): { probe: ReadyProbe; known: KnownProbe; config: Record<string, unknown> } {
  const known = probeOf(kind);
  if (!known) throw refused(`There is no kind of check "${kind}".`, '/kind', `must be one of ${probes.map((one) => one.kind).join(', ')}`);
  const ready = known.with(config);
  if (ready.ok) return { probe: ready.value, known, config: ready.config };
  const faults = ready.error.issues.map(({ path, message }) => ({ pointer: `/config${jsonPointer(path)}`, message }));
  const [first] = faults;
  throw new Problem(400, 'bad-input', `The settings of the check are not valid: ${first?.pointer}: ${first?.message}.`, faults);
}

async function mustExist(tx: Tx, nodeId: string | null): Promise<void> {
  if (nodeId === null) return;
  const nodes = await inventory(tx).nodes();
  if (!nodes.some(({ key }) => key === nodeId))
    throw refused(`There is no resource "${nodeId}" in the inventory.`, '/nodeId', 'is not in the inventory');
}

async function mustBeThere(tx: Tx, ids: readonly string[], self: string | null): Promise<void> {
  if (ids.length === 0) return;
  if (self !== null && ids.includes(self)) throw refused('A check cannot lie behind itself.', '/behind', 'must be other checks');
  // What was deleted can be brought back for a day: until then whoever changes or copies a check need not take it out.
  const known = await manyChecks(tx).known(ids);
  const gone = ids.find((id) => !known.has(id));
  if (gone !== undefined) throw refused(`There is no check "${gone}".`, '/behind', 'must be checks that are there');
}

/** The line that a check is to go out by; refused when this kind cannot. */
async function lineFor(tx: Tx, { byLine }: ReadyProbe, id: string | null): Promise<Uplink | null> {
  if (id === null) return null;
  if (byLine === 'no')
    throw refused('This kind of check cannot go out by a line of its own.', '/uplinkId', 'cannot be chosen for this kind of check');
  const found = (await uplinks(tx).list()).find((one) => one.id === id);
  if (!found) throw refused(`There is no line "${id}".`, '/uplinkId', 'must be a line that is there');
  return found;
}

const contains = (check: Check, search: string): boolean =>
  [check.name, check.target, check.nodeId ?? ''].some((text) => text.toLowerCase().includes(search.toLowerCase()));

function csvOf(list: readonly Check[], language: Language, zone: string): string {
  const t = language === 'de' ? de : en;
  const seconds = (ms: number) => String(ms / 1000);
  const rows = list.map((check) => [
    check.name,
    check.kind,
    check.target,
    check.nodeId ?? '',
    t.states[check.shown],
    check.lastAt === null ? '' : toIso(check.lastAt),
    check.last === null ? '' : sayDetail(check.last.detail, language, zone),
    check.last === null ? '' : String(Math.round(check.last.ms)),
    seconds(check.intervalMs),
    String(check.misses),
    check.group ?? '',
    check.tags.join(', '),
  ]);
  return writeCsv([t.csv.head, ...rows]);
}

const [MONTHS, YEARS] = [24, 10];

/** Sums of one kind, as they are drawn. */
function sumsFor(tx: Tx, step: Step, checkId: string, from: Instant, to: Instant, zone: string): Promise<Sum[]> {
  switch (step) {
    case 'minute':
      return history(tx).minutes(checkId, from, to);
    case 'hour':
      return history(tx).hours(checkId, from, to);
    case 'day':
      return history(tx).days(checkId, from, to, zone);
  }
}

/** The checks that were asked for; the same object for the same question, so that it is written once. */
function answerTo({ all, overview, answers }: Listing, query: QueryOf<typeof listChecks>): AnswerOf<typeof listChecks> {
  const key = JSON.stringify(query);
  const known = answers.get(key);
  if (known) return known;
  const { search, state, node, group, tag, limit, after } = query;
  const found = all.filter(
    (check) =>
      (search === undefined || contains(check, search)) &&
      (state === undefined || check.shown === state) &&
      (node === undefined || check.nodeId === node) &&
      (group === undefined || check.group === group) &&
      (tag === undefined || check.tags.includes(tag)),
  );
  const begin = after === undefined ? 0 : found.findIndex(({ id }) => id === after) + 1;
  const answer = { checks: found.slice(begin, begin + limit), overview };
  answers.set(key, answer);
  return answer;
}

export type CheckRoutesOptions = { readonly outbound?: Partial<ProbeOutbound> };

export const checkRoutes = ({ outbound: given }: CheckRoutesOptions = {}): Route[] => {
  const outbound: ProbeOutbound = { policy: { kind: 'configured' }, names: nameService(), caExtra: [], ...given };

  const list = listings();

  const saved = (body: CheckInput, before: Split | null) => {
    const least = probeOf(body.kind)?.pace?.leastMs ?? 0;
    if (body.intervalMs < least) throw refused('This kind of check must not look so often.', '/intervalMs', leastInterval(least));
    const { probe, known, config } = probeFor(body.kind, withKept(body.kind, body.config, before));
    const { open, secret } = splitSecrets(known.config, config);
    return { input: { ...body, config: open }, target: probe.target, probe, secret };
  };

  return [
    on(listProbeKinds).handle(async () => ({
      kinds: probes.map(({ kind, label, help, config, listens, pace, byLine }) => ({
        kind,
        label,
        help,
        listens: listens === true,
        pace: pace ?? null,
        byLine: byLine !== 'no',
        schema: z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
      })),
    })),
    on(listChecks).handle(async ({ work, query, org }) => answerTo(await list(org.id, work), query)),
    on(overviewEndpoint).handle(({ work }) => work(checksOverview)),
    on(exportChecks).handle(async ({ work, org, caller }) => {
      const language = caller.kind === 'person' ? caller.language : org.language;
      const all = await work((tx) => checks(tx).list());
      const t = language === 'de' ? de : en;
      return { type: 'text/csv; charset=utf-8', filename: t.csv.filename, body: csvOf(all, language, org.zone) };
    }),
    on(getCheck).handle(({ work, params }) => work((tx) => checks(tx).get(params.id))),
    on(addCheck).handle(({ work, body, caller }) => {
      const { input, target, probe, secret } = saved(body, null);
      return work(async (tx) => {
        await mustExist(tx, input.nodeId);
        await mustBeThere(tx, input.behind, null);
        await lineFor(tx, probe, input.uplinkId);
        const check = await checks(tx).add({ ...input, config: { ...input.config } }, target, secret);
        await checks(tx).askRun(check.id);
        await audit(tx).note(caller.name, 'check.added', check.id, { name: check.name, kind: check.kind, target });
        return check;
      });
    }),
    on(changeCheck).handle(({ work, body, params, caller }) =>
      work(async (tx) => {
        const sameKind = (await checks(tx).get(params.id)).kind === body.kind;
        const { input, target, probe, secret } = saved(body, sameKind ? await checks(tx).settings(params.id) : null);
        await mustExist(tx, input.nodeId);
        await mustBeThere(tx, input.behind, params.id);
        await lineFor(tx, probe, input.uplinkId);
        const check = await checks(tx).change(params.id, { ...input, config: { ...input.config } }, target, secret);
        if (!probeOf(check.kind)?.listens) await dropAddress(tx, check.id);
        if (check.state.kind !== 'paused') await checks(tx).askRun(check.id);
        await audit(tx).note(caller.name, 'check.changed', check.id, { name: check.name, kind: check.kind, target });
        return check;
      }),
    ),
    on(removeCheck).handle(({ work, params, caller }) =>
      work(async (tx) => {
        const { name } = await checks(tx).get(params.id);
        await manyChecks(tx).remove([params.id]);
        await audit(tx).note(caller.name, 'check.removed', params.id, { name });
        return undefined;
      }),
    ),
    on(pauseCheck).handle(({ work, params, caller }) =>
      work(async (tx) => {
        await audit(tx).note(caller.name, 'check.paused', params.id, {});
        return checks(tx).pause(params.id);
      }),
    ),
    on(resumeCheck).handle(({ work, params, caller }) =>
      work(async (tx) => {
        await audit(tx).note(caller.name, 'check.resumed', params.id, {});
        return checks(tx).resume(params.id);
      }),
    ),
    on(runCheck).handle(({ work, params, now }) =>
      work(async (tx) => {
        if ((await checks(tx).get(params.id)).state.kind === 'paused')
          throw new Problem(409, 'check-paused', 'This check is paused. Resume it first.');
        await checks(tx).askRun(params.id);
        return { askedAt: now };
      }),
    ),
    on(tryCheck).handle(async ({ body, now, signal, org, work }) => {
      const { checkId } = body;
      const before =
        checkId === undefined
          ? null
          : await work(async (tx) => ((await checks(tx).get(checkId)).kind === body.kind ? checks(tx).settings(checkId) : null));
      const { probe } = probeFor(body.kind, withKept(body.kind, body.config, before));
      const uplink = await work((tx) => lineFor(tx, probe, body.uplinkId));
      const context = { signal, now, timeoutMs: body.timeoutMs, outbound, zone: org.zone, heard: null };
      const { observation } = await lookBy({ uplink, ownLine: false }, probe, context);
      return { observation, target: probe.target };
    }),
    on(checkHistory).handle(async ({ work, params, query, now }) =>
      work(async (tx) => {
        await checks(tx).get(params.id);
        const to = query.before ?? instant(now + 1);
        const results = await history(tx).newest(params.id, query.from ?? instant(0), to, query.limit);
        return { results: results.reverse() };
      }),
    ),
    on(checkSeries).handle(async ({ work, params, query: { from, to }, org, now }) => {
      if (to <= from) throw refused('The time asked for ends before it begins.', 'querystring/to', 'must be after from');
      const { source, stepMs } = drawnFrom(from, to, now);
      const points = await work(async (tx) => {
        await checks(tx).get(params.id);
        if (source === 'raw') return seriesOf(await history(tx).results(params.id, from, to), stepMs);
        return widened(await sumsFor(tx, source, params.id, from, to, org.zone), stepMs);
      });
      return { stepMs, points: points.map(({ at, sum }) => ({ at, ...shownRollup(sum) })) };
    }),
    on(checkUptime).handle(async ({ work, params, query: { days }, org, now }) =>
      work(async (tx) => {
        await checks(tx).get(params.id);
        const from: Instant = instant(now - (days + 1) * DAY);
        const until = instant(now + 1);
        const hours = await history(tx).hours(params.id, from, until);
        const all = await history(tx).days(params.id, instant(now - DAYS_FOR), until, org.zone);
        const by = (unit: 'month' | 'year', count: number) => sinceMeasured(uptimeBy(spansUntil(now, unit, count, org.zone), all));
        return {
          days: uptimeBy(spansUntil(now, 'day', days, org.zone), hours).map(({ name: day, ...rest }) => ({ day, ...rest })),
          months: by('month', MONTHS).map(({ name: month, ...rest }) => ({ month, ...rest })),
          years: by('year', YEARS).map(({ name: year, ...rest }) => ({ year, ...rest })),
          outages: await checks(tx).outages(params.id, from),
        };
      }),
    ),
  ];
};
