import type { AcrossTx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, plus, SECOND } from '../../kernel/instant.ts';
import type { Order, Surroundings } from './behind.ts';
import { settledOf } from './checks.ts';
import { beyondElsewhere, orderIn, standingOf } from './order.store.ts';
import { outsideSeen } from './outside.ts';
import { beyondOf, type Finished, type Live } from './roster.jobs.ts';
import { viaLine } from './silence.ts';

/** What lies in front of what is read anew after this time at the latest. */
const ORDER_FOR = 10 * SECOND;

/** What is known of the surroundings of the checks in the hands of this node: what lies in front of them, and what others see. */
export function surroundings(lives: ReadonlyMap<Id, Live>) {
  const orders = new Map<Id, { readonly order: Order; readonly until: Instant }>();

  async function orderFor(across: AcrossTx, org: Id): Promise<Order> {
    const known = orders.get(org);
    if (known && across.now < known.until && known.until <= across.now + ORDER_FOR) return known.order;
    const order = await orderIn(across, org);
    orders.set(org, { order, until: plus(across.now, ORDER_FOR) });
    return order;
  }

  /** By organisation; only where something was missed, or a line comes back, it matters what lies in front of it. */
  async function of(across: AcrossTx, taken: readonly Finished[]): Promise<Map<Id, Surroundings>> {
    const missed = Map.groupBy(
      taken.filter(({ live: { check, state }, observation: { outcome } }) => {
        const isLine = check.ownLine || check.uplinkId !== null;
        return outcome !== 'up' || (isLine && settledOf(state).kind === 'down');
      }),
      ({ live }) => live.home.org,
    );
    const around = new Map<Id, Surroundings>();
    for (const [org, all] of missed) {
      const order = await orderFor(across, org);
      const concerned = new Set([...order.lines, ...all.flatMap(({ live }) => order.inFront.get(live.check.id) ?? [])]);
      const strangers = await standingOf(
        across,
        org,
        [...concerned].filter((id) => !lives.has(id)),
      );
      const asksOthers = across.postgres && order.ways.length === 0 && all.some(({ observation }) => viaLine(observation));
      const elsewhere = asksOthers ? await beyondElsewhere(across, org, (id) => lives.has(id)) : [];
      const outside = outsideSeen([...beyondOf(org, lives.values(), taken), ...elsewhere]);
      around.set(org, { order, of: (id) => strangers.get(id), outside });
    }
    return around;
  }

  return { of, forget: () => orders.clear() };
}
