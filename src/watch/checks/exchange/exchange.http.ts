import { on, type Route } from '../../../http/route.ts';
import { audit } from '../../../trust/audit/audit.store.ts';
import { checks } from '../checks.store.ts';
import { fileOf, importing, readIncoming } from './exchange.cases.ts';
import { exportCheckFile, importChecks } from './exchange.contract.ts';

/** Checks out of the house and into it. */
export const exchangeRoutes = (): Route[] => [
  on(exportCheckFile).handle(async ({ work, org }) => ({
    type: 'application/json; charset=utf-8',
    filename: `krisenfest-checks-${org.slug}.json`,
    body: `${JSON.stringify(fileOf(await work((tx) => checks(tx).list())), null, 2)}\n`,
  })),
  on(importChecks).handle(async ({ work, body, query, caller }) => {
    const incoming = readIncoming(body);
    return work(async (tx) => {
      const { look, apply } = await importing(tx, incoming);
      if (query.preview) return look;
      await apply();
      const added = look.rows.filter(({ becomes }) => becomes === 'added').length;
      await audit(tx).note(caller.name, 'checks.imported', 'checks', { format: look.format, added });
      return look;
    });
  }),
];
