import type { Tx } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import type { Id } from '../../kernel/id.ts';
import { instant } from '../../kernel/instant.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { checks } from './checks.store.ts';
import { maintenance } from './maintenance.store.ts';
import { changeMany, type Deed, listRemoved } from './many.contract.ts';
import { manyChecks } from './many.store.ts';
import { probeOf } from './probes/index.ts';

/** Some kinds cost others something with each look; those that must not look so often keep their interval. */
async function thatMay(tx: Tx, ids: readonly Id[], intervalMs: number): Promise<Id[]> {
  const kinds = new Map((await checks(tx).list()).map(({ id, kind }) => [id, kind]));
  return ids.filter((id) => intervalMs >= (probeOf(kinds.get(id) ?? '')?.pace?.leastMs ?? 0));
}

async function enact(tx: Tx, ids: readonly Id[], deed: Deed): Promise<Id[]> {
  const many = manyChecks(tx);
  switch (deed.kind) {
    case 'pause':
    case 'resume':
    case 'remove':
      return many[deed.kind](ids);
    case 'bring-back':
      return many.bringBack(ids);
    case 'interval':
      return many.interval(await thatMay(tx, ids, deed.intervalMs), deed.intervalMs);
    case 'group':
      return many.group(ids, deed.group);
    case 'tags':
      return many.tags(ids, deed.add, deed.drop);
    case 'maintenance': {
      const times = { kind: 'once', from: tx.now, until: instant(tx.now + deed.forMs) } as const;
      const there = await many.there(ids);
      if (there.length > 0) await maintenance(tx).add({ name: deed.name, times, checkIds: there });
      return there;
    }
  }
}

/** Several checks at once, and what was deleted a short time ago. */
export const manyRoutes = (): Route[] => [
  on(changeMany).handle(({ work, body: { ids, deed }, caller }) =>
    work(async (tx) => {
      const changed = await enact(tx, ids, deed);
      const { kind, ...how } = deed;
      await audit(tx).note(caller.name, `checks.${kind}`, 'checks', { ...how, checks: changed.join(' ') });
      return { changed };
    }),
  ),
  on(listRemoved).handle(async ({ work }) => ({ removed: await work((tx) => manyChecks(tx).removed()) })),
];
