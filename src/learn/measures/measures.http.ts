import { on, type Route } from '../../http/route.ts';
import { writeCsv } from '../../kernel/csv.ts';
import { instant } from '../../kernel/instant.ts';
import { dateText, numberText } from '../../kernel/wording.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { calendarOf } from './calendar.ts';
import { fileOfMeasures } from './file.ts';
import { bringFile, decide, implement, newMeasure, scenariosOf, takeBack } from './measures.cases.ts';
import {
  addMeasure,
  changeMeasure,
  exportMeasureCalendar,
  exportMeasureFile,
  exportMeasureSheet,
  implementMeasure,
  importMeasureFile,
  listMeasures,
  moveMeasure,
  putScenarios,
  removeMeasure,
  takeBackMeasure,
  tryMeasure,
} from './measures.contract.ts';
import { measures } from './measures.store.ts';
import { de, en } from './measures.texts.ts';
import { isOpen } from './measures.ts';

/** The file as JSON; `undefined` where it is none. */
function parsed(bytes: unknown): unknown {
  if (!(bytes instanceof Uint8Array)) return bytes;
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export const measureRoutes = (): Route[] => [
  on(listMeasures).handle(async ({ work }) =>
    work(async (tx) => ({ measures: await measures(tx).list(), ...(await scenariosOf(tx, await inventory(tx).modelOf())) })),
  ),
  on(addMeasure).handle(async ({ work, body: { rejected, ...contents }, caller }) =>
    work(async (tx) => {
      const measure = await measures(tx).save(newMeasure(tx, contents, caller.name));
      return rejected === null ? measure : decide(tx, measure.id, { kind: 'reject', reason: rejected }, caller.name);
    }),
  ),
  on(changeMeasure).handle(async ({ work, params, body }) =>
    work(async (tx) => {
      const before = await measures(tx).get(params.id);
      // What is in the inventory already cannot be another change now.
      const edit = isOpen(before) ? body.edit : before.edit;
      return measures(tx).save({ ...before, ...body, edit, updatedAt: tx.now });
    }),
  ),
  on(removeMeasure).handle(async ({ work, params }) => {
    await work(async (tx) => {
      await measures(tx).get(params.id);
      await measures(tx).remove(params.id);
    });
    return undefined;
  }),
  on(moveMeasure).handle(async ({ work, params, body, caller }) =>
    work((tx) =>
      decide(
        tx,
        params.id,
        body.state === 'rejected' ? { kind: 'reject', reason: body.reason } : { kind: 'move', to: body.state },
        caller.name,
      ),
    ),
  ),
  on(implementMeasure).handle(async ({ work, params, caller }) => work((tx) => implement(tx, params.id, caller.name))),
  on(takeBackMeasure).handle(async ({ work, params, caller }) => work((tx) => takeBack(tx, params.id, caller.name))),
  on(tryMeasure).handle(async ({ work, params, body, caller }) =>
    work((tx) => decide(tx, params.id, { kind: 'try', evidence: body.evidence }, caller.name)),
  ),
  on(putScenarios).handle(async ({ work, body }) => {
    await work((tx) => measures(tx).setScenarios(body.scenarios));
    return undefined;
  }),
  on(exportMeasureFile).handle(async ({ work, org }) => {
    const file = await work(async (tx) => {
      const { scenarios } = await scenariosOf(tx, await inventory(tx).modelOf());
      return fileOfMeasures(await measures(tx).list(), scenarios);
    });
    return { type: 'application/json', body: `${JSON.stringify(file, null, 2)}\n`, filename: `${org.slug}-massnahmen.json` };
  }),
  on(importMeasureFile).handle(async ({ work, body, query, caller }) => {
    const json = parsed(body);
    if (json === undefined) return { saved: false, faults: [{ pointer: '', message: 'not JSON' }], added: [], changed: [], scenarios: 0 };
    return work((tx) => bringFile(tx, json, query.preview, caller.name));
  }),
  on(exportMeasureSheet).handle(async ({ work, query: { language }, org }) => {
    const t = language === 'de' ? de : en;
    const rows = (await work((tx) => measures(tx).list())).map((one) => [
      one.title,
      one.reason,
      t.state[one.progress.state],
      one.owner,
      one.dueAt === null ? '' : dateText(instant(one.dueAt), org.zone, language),
      numberText(one.cost, language, 2),
      numberText(one.hours, language, 2),
      t.sources[one.priceSource],
    ]);
    return {
      type: 'text/csv; charset=utf-8',
      body: writeCsv([[...t.sheet], ...rows]),
      filename: `${org.slug}-massnahmen.csv`,
    };
  }),
  on(exportMeasureCalendar).handle(async ({ work, org }) => {
    const t = org.language === 'de' ? de : en;
    const open = (await work((tx) => measures(tx).list())).filter(isOpen);
    return {
      type: 'text/calendar; charset=utf-8',
      body: calendarOf(open, org.zone, `${t.title} ${org.name}`),
      filename: `${org.slug}-massnahmen.ics`,
    };
  }),
];
