import { Worker } from 'node:worker_threads';
import type { WorkAcross } from '../../db/work.ts';
import { type Caller, on, type Route } from '../../http/route.ts';
import { writeCsv } from '../../kernel/csv.ts';
import { Problem } from '../../kernel/problem.ts';
import { numberText } from '../../kernel/wording.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import type { Inventory } from '../../know/inventory/inventory.ts';
import { SMALLEST_GROUP } from '../../know/simulation/sector.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { mayDo } from '../../trust/roles/rights.ts';
import { exportSector, readSector } from './sector.contract.ts';
import { de, en } from './sector.texts.ts';
import type { SectorReport } from './sectorreport.ts';

const computed = (inventories: readonly Inventory[]): Promise<SectorReport> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./sector.worker.ts', import.meta.url), { workerData: inventories });
    worker.once('message', (report: SectorReport) => resolve(report));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The sector report ended before it was done.')));
  });

/** Only what the caller operates is counted: being a member in another role, or of no firm, opens nothing. */
async function reportFor(caller: Caller | null, workAcross: WorkAcross): Promise<SectorReport> {
  if (caller?.kind !== 'person') throw new Problem(401, 'not-logged-in', 'Please log in.');
  const memberships = await workAcross((tx) => organisations(tx).membershipsOf(caller.id));
  const operated = memberships.filter(({ role }) => mayDo(role, 'sector.read'));
  if (operated.length === 0)
    throw new Problem(403, 'not-an-operator', 'This report is for who operates organisations as their IT provider.');
  const all: Inventory[] = [];
  // One firm after the other, so that no transaction is long.
  for (const { id } of operated) all.push(await workAcross((tx) => inventory(tx.in(id)).all()));
  return computed(all);
}

export const sectorRoutes = (): Route[] => [
  on(readSector).handle(async ({ caller, workAcross }) => {
    const { firms, causes } = await reportFor(caller, workAcross);
    return {
      firms,
      smallestGroup: SMALLEST_GROUP,
      causes: causes.map(({ cause: { kind, name }, ...rest }) => ({ kind, name, ...rest })),
    };
  }),
  on(exportSector).handle(async ({ caller, workAcross, query: { language } }) => {
    const { causes } = await reportFor(caller, workAcross);
    const t = language === 'de' ? de : en;
    const count = (value: number | null) => (value === null ? t.few(SMALLEST_GROUP) : String(value));
    const rows = causes.map((one) => [
      one.cause.kind === 'jurisdiction' ? t.law(one.cause.name) : one.cause.name,
      t.kind[one.cause.kind],
      String(one.firms),
      count(one.stopWithin4h),
      count(one.stopWithinDay),
      count(one.stopEver),
      ...(one.costPerHour
        ? [one.costPerHour.low, one.costPerHour.likely, one.costPerHour.high].map((amount) => numberText(amount, language))
        : [t.hidden, t.hidden, t.hidden]),
    ]);
    return { type: 'text/csv; charset=utf-8', body: writeCsv([[...t.sheet], ...rows]), filename: t.filename };
  }),
];
