import type { AcrossTx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import type { Surroundings } from './behind.ts';
import { type CheckState, settledOf } from './checks.ts';
import { behindTheSite } from './order.store.ts';
import type { Judged, Live } from './roster.jobs.ts';

const isBehindSite = (state: CheckState): boolean => state.kind === 'behind' && state.because.kind === 'site';
/** It goes out as the machine chooses, and lies beyond the own line. */
const isOutThere = ({ beyond, check: { uplinkId } }: Live): boolean => Boolean(beyond) && uplinkId === null;

/** What the targets out there say together, where no check is meant for the own line. */
export type SiteNews =
  | { readonly org: Id; readonly kind: 'went-offline'; readonly data: Offline }
  | { readonly org: Id; readonly kind: 'came-back'; readonly data: { readonly at: Instant } };

type Offline = {
  readonly at: Instant;
  /** When the first of them was silent. */
  readonly since: Instant;
  /** The targets that do not answer. */
  readonly names: readonly string[];
  /** Nothing was asked but the own name service, which is silent or knows nothing. */
  readonly nameless: boolean;
  /** Something in the house answers; null = nothing there is looked at. */
  readonly house: boolean | null;
  /** The lines that have a check of their own: spare ones, as there is none of the way by which this machine goes. */
  readonly spares: readonly { readonly name: string; readonly dead: boolean }[];
};

const sinceOf = (state: CheckState): Instant | null =>
  state.kind === 'up' || state.kind === 'suspect' || state.kind === 'behind' || state.kind === 'unclear' ? state.since : null;

/** Whether something on this side of the router answers. */
function houseAnswers(org: Id, lives: Iterable<Live>): boolean | null {
  let found: boolean | null = null;
  for (const { home, beyond, state } of lives)
    if (home.org === org && beyond === '' && state.kind !== 'paused') {
      if (state.kind === 'up') return true;
      found = false;
    }
  return found;
}

/** Tells once that the way to the Internet is gone, and once that it is back, for the organisations whose checks this node looks after. */
export function ownSite(lives: ReadonlyMap<Id, Live>) {
  /** Organisations of which it is told that they are offline. */
  const dark = new Set<Id>();

  function offline(org: Id, lost: readonly Judged[], around: Surroundings): Offline {
    const silent = around.outside.silent;
    const began = [...lost, ...silent].flatMap(({ state }) => sinceOf(state) ?? []);
    const at = instant(Math.max(...lost.map((one) => one.at)));
    const spares = around.order.lines.flatMap((id) => around.of(id) ?? lives.get(id) ?? []);
    return {
      at,
      since: instant(Math.min(at, ...began)),
      names: silent.map(({ name }) => name),
      nameless: silent.every(({ last }) => last?.detail.code === 'resolver-dead'),
      house: houseAnswers(org, lives.values()),
      spares: spares.map((one) => ({ name: 'check' in one ? one.check.name : one.name, dead: settledOf(one.state).kind === 'down' })),
    };
  }

  return {
    /** Takes up what was told before this node looked after the checks. */
    remember(): void {
      for (const { state, home } of lives.values()) if (isBehindSite(state)) dark.add(home.org);
    },

    /** What is new with these results; it changes nothing yet. */
    async news(across: AcrossTx, judged: readonly Judged[], around: ReadonlyMap<Id, Surroundings>): Promise<SiteNews[]> {
      const news: SiteNews[] = [];
      for (const [org, all] of Map.groupBy(judged, ({ live }) => live.home.org)) {
        const lost = all.filter(({ state }) => isBehindSite(state));
        const answer = all.find(({ live, observation }) => observation.outcome === 'up' && isOutThere(live));
        const surroundings = around.get(org);
        if (lost.length > 0 && surroundings) {
          if (!dark.has(org)) news.push({ org, kind: 'went-offline', data: offline(org, lost, surroundings) });
        } else if (answer && dark.has(org)) news.push({ org, kind: 'came-back', data: { at: answer.at } });
      }
      for (const org of dark) {
        const held = lives.values().some(({ home, state }) => home.org === org && isBehindSite(state));
        // Paused or removed, all of them: nobody looks any more.
        if (!held && !news.some((one) => one.org === org) && !(await behindTheSite(across, org)))
          news.push({ org, kind: 'came-back', data: { at: across.now } });
      }
      for (const { org, kind, data } of news) across.in(org).emit({ type: `site.${kind}`, data });
      return news;
    },

    /** It is saved. Gives the checks that are worth a look, because there is a way again. */
    saved(news: readonly SiteNews[]): Live[] {
      const back = news.filter(({ kind }) => kind === 'came-back').map(({ org }) => org);
      for (const { org, kind } of news)
        if (kind === 'came-back') dark.delete(org);
        else dark.add(org);
      return back.length === 0
        ? []
        : lives
            .values()
            .filter(({ state, home }) => isBehindSite(state) && back.includes(home.org))
            .toArray();
    },
  };
}
