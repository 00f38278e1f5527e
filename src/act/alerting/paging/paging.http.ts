import type { Tx } from '../../../db/work.ts';
import { on, type Route } from '../../../http/route.ts';
import { DAY, plus } from '../../../kernel/instant.ts';
import { Problem } from '../../../kernel/problem.ts';
import { audit } from '../../../trust/audit/audit.store.ts';
import { deliveries } from '../deliveries.store.ts';
import { toLoosen, type Woken } from './falsepages.ts';
import { callFalse, readPaging } from './paging.contract.ts';
import { type Concern, concerns } from './paging.store.ts';
import { de, en } from './paging.texts.ts';

const MONTH = 30 * DAY;

/** Everybody who was woken, once for each cause: whoever got a page handed over. */
async function wokenOf(tx: Tx, all: readonly Concern[]): Promise<Woken[]> {
  const reached = await deliveries(tx).reachedByPages(plus(tx.now, -MONTH));
  return all
    .filter(({ woke, pagedAt }) => woke && pagedAt !== null)
    .flatMap(({ pageId, openedAt, pagedAt, cause, title, clearedAt, calledFalseBy, course }) =>
      reached
        .filter((one) => one.pageId === pageId)
        .map(({ contactId, name }) => ({
          contactId,
          name,
          at: pagedAt ?? openedAt,
          cause,
          title: title.de,
          clearedAt,
          calledFalse: calledFalseBy !== null,
          incident: course === 'covered',
        })),
    );
}

export const pagingRoutes = (): Route[] => [
  on(readPaging).handle(({ work, org }) =>
    work(async (tx) => {
      const all = await concerns(tx).since(plus(tx.now, -MONTH));
      const titles = new Map(all.map(({ cause, title }) => [cause, title]));
      return {
        concerns: all.map(({ cause: _c, nodeId: _n, nature: _a, pageId: _p, because, ...one }) => ({
          ...one,
          because: { de: de.because(because, org.zone), en: en.because(because, org.zone) },
        })),
        woken: new Set(all.filter(({ woke, pagedAt }) => woke && pagedAt !== null).map(({ pageId }) => pageId)).size,
        proposals: toLoosen(await wokenOf(tx, all), tx.now).map((one) => ({
          ...one,
          people: [...one.people],
          title: titles.get(one.cause) ?? { de: one.title, en: one.title },
        })),
      };
    }),
  ),
  on(callFalse).handle(({ work, params, caller }) =>
    work(async (tx) => {
      if (!(await concerns(tx).callFalse(params.id, caller.name))) throw new Problem(409, 'not-woken', 'Nobody was woken for this.');
      await audit(tx).note(caller.name, 'page.called-false', params.id, {});
      return undefined;
    }),
  ),
];
