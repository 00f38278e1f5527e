import { on, type Route } from '../../http/route.ts';
import { Problem } from '../../kernel/problem.ts';
import { difference } from './discovery.http.ts';
import { scans } from './discovery.store.ts';
import { readDomain } from './domain.ts';
import { listRepeats, listScanNews, putRepeat, type ScanNews, takeNoteOfScan } from './repeat.contract.ts';
import { repeats } from './repeat.store.ts';

const isNews = ({ state, added, gone, changed }: ScanNews): boolean =>
  state === 'failed' || state === 'interrupted' || added.length + gone.length + changed.length > 0;

export const repeatRoutes = (): Route[] => [
  on(listRepeats).handle(async ({ work }) => ({ repeats: await work((tx) => repeats(tx).list()) })),
  on(putRepeat).handle(async ({ work, body, caller, org }) => {
    const name = readDomain(body.domain);
    if (!name.ok) throw new Problem(400, 'bad-domain', name.error, [{ pointer: '/domain', message: name.error }]);
    const { domain } = name.value;
    return work(async (tx) => {
      if (body.monthly) return { dueAt: await repeats(tx).start(domain, org.zone, caller.name) };
      await repeats(tx).stop(domain);
      return { dueAt: null };
    });
  }),
  on(listScanNews).handle(async ({ work }) =>
    work(async (tx) => {
      const news: ScanNews[] = [];
      for (const id of await repeats(tx).unseen()) {
        const { domain, unicode, endedAt, askedAt, state } = await scans(tx).get(id);
        const { before: _before, ...changes } = await difference(tx, id);
        news.push({ id, domain, unicode, at: endedAt ?? askedAt, state, ...changes });
      }
      return { news: news.filter(isNews) };
    }),
  ),
  on(takeNoteOfScan).handle(async ({ work, params, caller }) => {
    await work((tx) => repeats(tx).takeNote(params.id, caller.name));
    return undefined;
  }),
];
