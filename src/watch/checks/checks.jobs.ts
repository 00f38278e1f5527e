import { setImmediate as othersFirst } from 'node:timers/promises';
import type { AcrossTx, WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, instant, plus, SECOND } from '../../kernel/instant.ts';
import { surroundings } from './around.jobs.ts';
import { type Look, type Looking, lookBy } from './byline.jobs.ts';
import { FLUSH_MS } from './checks.store.ts';
import { wantsRetry } from './checks.ts';
import { heardSince } from './heartbeats.store.ts';
import type { Observation } from './observation.ts';
import { askOthers } from './order.store.ts';
import { type HeldShard, holdShards, leaseTimes, openShards, planOf, releaseShards } from './plan.store.ts';
import { nameService } from './probes/names.ts';
import type { ProbeOutbound } from './probes/probe.ts';
import { type Finished, type Judged, judge, type Live, roster } from './roster.jobs.ts';
import { phaseOf } from './schedule.ts';
import { restsOnSilence } from './silence.ts';
import { ownSite, type SiteNews } from './site.jobs.ts';
import { excuses, standstill } from './standstill.jobs.ts';
import { type Change, saveTick, type TickOfOrg } from './tick.store.ts';

/** Results are saved together this often: one transaction for all of them. */
const TICK = SECOND;
/** Measurements under way at once, and how many of them may wait for targets that let us wait last time. */
const AT_ONCE = 1000;
const HUNG_AT_ONCE = 500;
/** A probe that does not keep its own time limit is stopped this much later. */
const GRACE = SECOND;
/** Results that wait for a database that does not take them; beyond that the oldest go. */
const MOST_WAITING = 100_000;
/** Another node's commit may become visible this much after the time that stands in it. */
const OVERLAP = 10 * SECOND;
/** Screens that show measured values are told this often at most. */
const TOLD_EVERY = 5 * SECOND;
/** What lay behind something that works again is looked at within this time. */
const AFTERWARDS = 3 * SECOND;

export type CheckWorkersOptions = {
  readonly workAcross: WorkAcross;
  /** Default: every configured network, the resolvers and root certificates of the machine. */
  readonly outbound?: Partial<ProbeOutbound>;
  /** Wakes the workers that listen to this topic: each of the two sets work for the other. */
  readonly wake?: (topic: string) => void;
};

/** There are results: wakes `check-results`. */
const MEASURED = 'check-measured';
/** Something is due before the time that was waited for: wakes `checks`. */
const DUE = 'check-due';
/** A result that may change how a check stands does not wait for the tick; what fails together is saved together. */
const NEWS_MS = 50;

/** May this result change how the check stands? */
function isNews({ state }: Live, { outcome }: Observation): boolean {
  if (state.kind === 'maintenance' || state.kind === 'paused') return false;
  return state.kind !== outcome && !(state.kind === 'behind' && outcome !== 'up');
}

const unclear = (detail: Observation['detail'], ms: number): Observation => ({
  outcome: 'unclear',
  warning: false,
  ms,
  detail,
  phases: {},
});

/** The class is what matters; a name that leads to other addresses each time is not written down each time. */
function learnPlace(live: Live, seen: string | null): void {
  if (seen !== null && (live.beyond === null || (live.beyond === '') !== (seen === ''))) live.beyond = seen;
}

/** Null when its line is not there any more: it was deleted with the check, and the check was brought back. */
const lookingOf = ({ check: { uplinkId, ownLine }, home }: Live): Looking | null => {
  const uplink = uplinkId === null ? null : home.uplinks.get(uplinkId);
  return uplink === undefined ? null : { uplink, ownLine };
};

/**
 * The workers of the checks. `checks` starts what is due, on time, and knows no database. `check-results` holds this
 * node's shares of the checks, takes over what was changed, and saves what was measured: in one transaction a tick.
 * `check-heartbeats` wakes it for what programs reported.
 */
export function checkWorkers({ workAcross, outbound: given, wake }: CheckWorkersOptions): readonly Worker[] {
  const outbound: ProbeOutbound = { policy: { kind: 'configured' }, names: nameService(), caExtra: [], ...given };
  const { lives, queue, ...plan } = roster();
  let held: ReadonlyMap<string, HeldShard> = new Map();
  let finished: Finished[] = [];
  let opened = false;
  let renewAt = instant(0);
  let lastTurn = instant(0);
  let lastTick = instant(0);
  /** What programs reported until then is known here. */
  let heardUntil = instant(0);
  let lastNode = '';
  const hung = new Set<Live>();
  const underWay = new Map<() => void, Promise<void>>();
  const toldAt = new Map<Id, Instant>();
  const still = standstill();
  const site = ownSite(lives);
  const around = surroundings(lives);
  /** The turn that `checks` waits for. */
  let waitsUntil = Number.POSITIVE_INFINITY;
  let waking: { readonly at: number; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  /** Results are there: they are saved in `ms` at the latest. */
  function wakeIn(ms: number): void {
    const at = performance.now() + ms;
    if (!wake || (waking && waking.at <= at)) return;
    clearTimeout(waking?.timer);
    const timer = setTimeout(() => {
      waking = undefined;
      wake(MEASURED);
    }, ms);
    waking = { at, timer };
  }

  function take(finding: Finished, stoodStill: number): void {
    const { live, observation } = finding;
    if (observation.detail.code === 'timeout') hung.add(live);
    else hung.delete(live);
    const forMs = Math.round(still.total() - stoodStill);
    const excused = restsOnSilence(observation.detail) && excuses(forMs, live.check.timeoutMs);
    const found = excused ? { ...finding, observation: unclear({ code: 'stalled', forMs }, observation.ms) } : finding;
    finished.push(found);
    wakeIn(isNews(live, found.observation) ? NEWS_MS : TICK);
    if (finished.length > MOST_WAITING) finished.splice(0, finished.length - MOST_WAITING);
  }

  async function measure(live: Live, at: Instant, late: number, controller: AbortController, stopped: Promise<Look>): Promise<void> {
    const { timeoutMs } = live.check;
    const started = performance.now();
    // A probe that listens looks at what came before: while this was late, nothing that came was taken in.
    const stoodStill = still.total() - (live.probe?.listens ? late : 0);
    let observation: Observation;
    try {
      const { zone } = live.home;
      const context = { signal: controller.signal, now: at, timeoutMs, outbound, zone, heard: live.heard };
      const by = lookingOf(live);
      const look = live.probe && by && (await Promise.race([lookBy(by, live.probe, context), stopped]));
      learnPlace(live, look?.beyond ?? null);
      observation = look?.observation ?? unclear({ code: 'probe-failed', says: 'the settings do not fit' }, 0);
    } catch (error) {
      observation = unclear({ code: 'probe-failed', says: error instanceof Error ? error.name : 'unknown' }, performance.now() - started);
    }
    live.running = false;
    take({ live, at, observation }, stoodStill);
  }

  /** Starts a measurement, `late` ms after its turn, unless the one before still runs or another node holds the share. */
  function start(live: Live, now: Instant, late: number): void {
    if (live.running || now >= (held.get(live.shard)?.until ?? 0)) return;
    live.running = true;
    live.startedAt = now;
    const controller = new AbortController();
    const { promise: stopped, resolve } = Promise.withResolvers<Look>();
    const started = performance.now();
    const stop = () => {
      controller.abort();
      resolve({ observation: unclear({ code: 'aborted' }, performance.now() - started), beyond: null });
    };
    const guard = setTimeout(stop, live.check.timeoutMs + GRACE);
    if (underWay.size === 0) still.start();
    const measured = measure(live, now, late, controller, stopped).finally(() => {
      clearTimeout(guard);
      underWay.delete(stop);
      if (underWay.size === 0) still.stop();
    });
    underWay.set(stop, measured);
  }

  const starter: Worker = {
    name: 'checks',
    wakesOn: ['check', DUE],
    run: async ({ now, signal }) => {
      // The clock was set back: turns planned by the old time would be far away.
      if (now < lastTurn - SECOND) plan.reschedule(now);
      lastTurn = now;
      let hanging = [...hung].filter((live) => live.running).length;
      const later: string[] = [];
      while (underWay.size < AT_ONCE && !signal.aborted) {
        const due = queue.take(now);
        if (!due) break;
        const live = lives.get(due.key);
        if (!live) continue;
        if (hung.has(live) && hanging >= HUNG_AT_ONCE) {
          later.push(due.key);
          continue;
        }
        if (hung.has(live)) hanging++;
        plan.next(live, now);
        start(live, now, now - due.at);
      }
      for (const id of later) queue.set(id, now + 100);
      const next = queue.next();
      waitsUntil = next === null ? Number.POSITIVE_INFINITY : Math.max(next, underWay.size >= AT_ONCE ? now + 50 : 0);
      return next === null ? null : instant(waitsUntil);
    },
    finish: async () => {
      for (const stop of underWay.keys()) stop();
      await Promise.all(underWay.values());
    },
  };

  async function takeOver(across: AcrossTx, node: string): Promise<Map<string, HeldShard>> {
    if (!opened) await openShards(across);
    const holding = await holdShards(across, node, across.now >= renewAt);
    const changed = new Set(
      [...holding]
        .filter(([id, { revision, fence }]) => held.get(id)?.revision !== revision || held.get(id)?.fence !== fence)
        .map(([id]) => id),
    );
    plan.keepOnly(new Set(holding.keys()));
    if (changed.size > 0) {
      plan.load(changed, await planOf(across, [...changed]), across.now);
      site.remember();
      around.forget();
      heardUntil = instant(0);
    }
    if (plan.listens()) {
      plan.hear(await heardSince(across, instant(heardUntil - OVERLAP)), across.now);
      heardUntil = across.now;
    }
    return holding;
  }

  const worthARow = ({ live, state, at }: Judged, events: number): boolean =>
    events > 0 ||
    at - live.flushedAt >= FLUSH_MS ||
    live.beyond !== live.beyondKept ||
    (state !== live.state && JSON.stringify(state) !== JSON.stringify(live.state));

  function changeOf(all: readonly Judged[]): Change[] {
    const last = all.at(-1);
    const events = all.flatMap((one) => one.events);
    if (!last || !worthARow(last, events.length)) return [];
    const { live, state, at, observation } = last;
    const { id: checkId, revision, uplinkId } = live.check;
    const uplink = uplinkId === null ? null : (live.home.uplinks.get(uplinkId) ?? null);
    return [{ checkId, revision, uplink, state, lastAt: at, last: observation, beyond: live.beyond, events }];
  }

  /** Screens are told at once of states that change, and now and then of measured values. */
  function touchesOf(org: Id, all: readonly Judged[], now: Instant): string[] {
    const told = now - (toldAt.get(org) ?? 0) >= TOLD_EVERY;
    if (told) toldAt.set(org, now);
    const changed = all.some(({ live, state }) => state.kind !== live.state.kind);
    return [...(told ? ['observation'] : []), ...(changed ? ['check'] : [])];
  }

  function ticksOf(judged: readonly Judged[], now: Instant): TickOfOrg[] {
    return [...Map.groupBy(judged, ({ live }) => live.home.org)].flatMap(([org, all]) => {
      const [first] = all;
      if (!first) return [];
      const changes = [...Map.groupBy(all, ({ live }) => live).values()].flatMap(changeOf);
      return [{ home: first.live.home, entries: all.map(({ entry }) => entry), changes, touches: touchesOf(org, all, now) }];
    });
  }

  /** Whose front is not clear waits; what lies in front is looked at now, by whichever node has it. */
  async function askInFront(across: AcrossTx, judged: readonly Judged[]): Promise<void> {
    for (const [org, all] of Map.groupBy(judged, ({ live }) => live.home.org)) {
      const others = plan.hurry([...new Set(all.flatMap(({ ask }) => ask))], across.now);
      await askOthers(across, org, others);
    }
  }

  /** What lay behind something that works again is worth a look. */
  function lookSoon({ check: { id, intervalMs } }: Live, at: Instant): void {
    plan.hurry([id], instant(at + phaseOf(id, Math.min(AFTERWARDS, intervalMs))));
  }

  /** What lay behind a check that is up again. */
  function lookBehind(judged: readonly Judged[]): void {
    const back = judged.filter(({ events }) => events.some(({ type }) => type === 'check.came-up'));
    if (back.length === 0) return;
    for (const live of lives.values()) {
      if (live.state.kind !== 'behind' || live.state.because.kind === 'site') continue;
      const { checkId } = live.state.because;
      const cause = back.find((one) => one.live.check.id === checkId);
      if (cause) lookSoon(live, cause.at);
    }
  }

  /** What was saved becomes what is known; who was missed for the first time is looked at again soon. */
  function adopt(judged: readonly Judged[], ticks: readonly TickOfOrg[], news: readonly SiteNews[]): void {
    const written = new Set(ticks.flatMap(({ changes }) => changes.map(({ checkId }) => checkId)));
    for (const { live, state, at, observation } of judged) {
      live.state = state;
      live.lastAt = at;
      live.last = observation;
      if (observation.outcome === 'up') live.upAt = at;
      if (written.has(live.check.id)) {
        live.flushedAt = at;
        live.beyondKept = live.beyond;
      }
      if (!wantsRetry(state)) continue;
      const { id, intervalMs, retryMs } = live.check;
      const again = instant(at + retryMs);
      if (retryMs < intervalMs && again < (queue.at(id) ?? Number.POSITIVE_INFINITY)) queue.set(id, again);
    }
    const at = instant(Math.max(0, ...judged.map((one) => one.at)));
    for (const live of site.saved(news)) lookSoon(live, at);
  }

  /** What comes in while the transaction runs waits for the next one; what could not be saved waits with it. */
  async function tick(node: string): Promise<void> {
    const taken = finished;
    finished = [];
    try {
      const saved = await workAcross(async (across) => {
        const holding = await takeOver(across, node);
        const surrounded = await around.of(across, taken);
        const judged = judge(taken, lives, surrounded);
        // A thousand results at once would keep what is due meanwhile waiting.
        await othersFirst();
        const news = await site.news(across, judged, surrounded);
        const ticks = ticksOf(judged, across.now);
        await othersFirst();
        await saveTick(across, ticks);
        await askInFront(across, judged);
        return { holding, judged, ticks, news, now: across.now, postgres: across.postgres };
      });
      opened = true;
      held = saved.holding;
      if (saved.now >= renewAt) renewAt = plus(saved.now, leaseTimes(saved.postgres).renewEvery);
      adopt(saved.judged, saved.ticks, saved.news);
      lookBehind(saved.judged);
    } catch (error) {
      finished = [...taken, ...finished];
      throw error;
    }
  }

  const keeper: Worker = {
    name: 'check-results',
    wakesOn: ['check', MEASURED],
    run: async ({ now, node }) => {
      lastNode = node;
      if (now < lastTick - SECOND) renewAt = now;
      lastTick = now;
      clearTimeout(waking?.timer);
      waking = undefined;
      await tick(node);
      if ((queue.next() ?? Number.POSITIVE_INFINITY) < waitsUntil) wake?.(DUE);
      // Results wake it themselves, where somebody passes that on.
      return !wake && (underWay.size > 0 || finished.length > 0) ? plus(now, TICK) : null;
    },
    finish: async () => {
      clearTimeout(waking?.timer);
      if (!opened) return;
      for (const stop of underWay.keys()) stop();
      await Promise.all(underWay.values());
      finished = finished.filter(({ observation }) => observation.detail.code !== 'aborted');
      await tick(lastNode);
      await workAcross((across) => releaseShards(across, lastNode, held));
    },
  };

  /** What programs report is taken in soon, and what comes together is taken in together. */
  const ear: Worker = {
    name: 'check-heartbeats',
    wakesOn: ['heartbeat'],
    run: () => {
      wakeIn(NEWS_MS);
      return Promise.resolve(null);
    },
  };

  return [starter, keeper, ear];
}
