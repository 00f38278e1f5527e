import type { Tx } from '../../db/work.ts';
import { DAY, type Instant, instant, plus } from '../../kernel/instant.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import type { Model } from '../../know/model/model.ts';
import { darkSiteProfile } from '../../prepare/darkpages/darkpages.store.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import type { Check } from '../../watch/checks/checks.contract.ts';
import { checks } from '../../watch/checks/checks.store.ts';
import { maintenance } from '../../watch/checks/maintenance.store.ts';
import { openings } from '../../watch/checks/maintenance.ts';
import { spansUntil } from '../../watch/checks/spans.ts';
import { sums } from '../../watch/checks/sums.store.ts';
import type { MaintenanceWindow } from '../../watch/checks/windows.ts';
import { worstOf } from '../../watch/checks/worst.ts';
import { publicState } from '../../watch/outlets/publicstate.ts';
import type { PlannedMaintenance, StatusContent, StatusNow } from './content.ts';
import { DAYS_SHOWN, type Day, daysOf } from './days.ts';
import { HISTORY, happeningsOf, type Span, together } from './happenings.ts';
import { checksOf } from './shownchecks.ts';
import { publicIncidents } from './statuspage.store.ts';
import type { Component, StatusPageSettings } from './statuspage.ts';

/** So far ahead maintenance is announced, and so many windows at most. */
const AHEAD = 14 * DAY;
const MOST_WINDOWS = 12;

type Chosen = Component & { readonly checks: readonly Check[] };

/** What the components take their states from at this moment; stays in the house. */
type Sources = { readonly chosen: readonly Chosen[]; readonly outages: ReadonlyMap<string, readonly Span[]> };

const NO_MODEL: Pick<Model, 'nodes' | 'dependencies'> = { nodes: [], dependencies: [] };

async function sourcesOf(tx: Tx, { components }: StatusPageSettings): Promise<Sources> {
  if (components.length === 0) return { chosen: [], outages: new Map() };
  const all = await checks(tx).list();
  const model = components.some(({ of }) => of.kind === 'process') ? await inventory(tx).modelOf() : NO_MODEL;
  const chosen = components.map((one) => ({ ...one, checks: checksOf(one.of, all, model) }));
  const since = instant(tx.now - HISTORY - DAY);
  const known = new Map<string, Span[]>();
  for (const id of new Set(chosen.flatMap((one) => one.checks.map((check) => check.id))))
    known.set(
      id,
      (await checks(tx).outages(id, since)).map(({ since: from, until }) => ({ from, until })),
    );
  return { chosen, outages: new Map(chosen.map((one) => [one.key, together(one.checks.flatMap(({ id }) => known.get(id) ?? []))])) };
}

/** Windows of what is shown, by their times and public names alone; those of the same time as one. */
function plannedOf(windows: readonly MaintenanceWindow[], chosen: readonly Chosen[], now: Instant, zone: string): PlannedMaintenance[] {
  const planned = new Map<string, { from: Instant; until: Instant; components: Set<string> }>();
  for (const { times, checkIds } of windows) {
    const keys = chosen.filter((one) => one.checks.some(({ id }) => checkIds === null || checkIds.includes(id))).map(({ key }) => key);
    if (keys.length === 0) continue;
    for (const { from, until } of openings(times, now, plus(now, AHEAD), zone)) {
      const slot = planned.get(`${from} ${until}`) ?? { from, until, components: new Set<string>() };
      for (const key of keys) slot.components.add(key);
      planned.set(`${from} ${until}`, slot);
    }
  }
  return [...planned.values()]
    .sort((a, b) => a.from - b.from || a.until - b.until)
    .slice(0, MOST_WINDOWS)
    .map(({ from, until, components }) => ({ from, until, components: [...components] }));
}

async function nowOf(tx: Tx, settings: StatusPageSettings, { chosen, outages }: Sources): Promise<StatusNow> {
  const { name: company, zone } = await organisations(tx).byId(tx.org);
  const profile = await darkSiteProfile(tx).get();
  const { address, hidden, everyMinutes, intro } = settings;
  const told = await publicIncidents(tx).since(instant(tx.now - HISTORY));
  return {
    company,
    zone,
    imprint: profile.imprint,
    site: profile.site,
    address,
    hidden,
    everyMinutes,
    intro,
    components: chosen.map((one) => ({
      key: one.key,
      name: one.name,
      state: publicState(worstOf(one.checks.map(({ shown }) => shown))),
    })),
    happenings: happeningsOf(told, settings.outages ? outages : new Map(), tx.now),
    maintenance: settings.maintenance ? plannedOf(await maintenance(tx).list(), chosen, tx.now, zone) : [],
  };
}

/** What the page says at this moment, without its figures: cheap enough to be asked each minute. */
export const statusNow = async (tx: Tx, settings: StatusPageSettings): Promise<StatusNow> =>
  nowOf(tx, settings, await sourcesOf(tx, settings));

/** Everything on the page at this moment. */
export async function statusContent(tx: Tx, settings: StatusPageSettings): Promise<StatusContent> {
  const sources = await sourcesOf(tx, settings);
  const now = await nowOf(tx, settings, sources);
  const spans = spansUntil(tx.now, 'day', DAYS_SHOWN, now.zone);
  const from = instant((spans[0]?.from ?? tx.now) - DAY);
  const days = new Map<string, Day[]>();
  for (const { key, checks: all } of sources.chosen) {
    // What is paused on purpose says nothing about the others, today as in worstOf.
    const looking = all.some(({ shown }) => shown !== 'paused') ? all.filter(({ shown }) => shown !== 'paused') : all;
    const measured = [];
    for (const { id, createdAt, intervalMs } of looking)
      measured.push({ createdAt, intervalMs, hours: await sums(tx).of(id, 'hour', from, tx.now) });
    days.set(key, daysOf(spans, measured, sources.outages.get(key) ?? [], tx.now));
  }
  return { ...now, writtenAt: tx.now, days };
}
