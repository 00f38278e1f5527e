import { readFileSync } from 'node:fs';
import { on, type Route } from '../../http/route.ts';
import { writeCsv } from '../../kernel/csv.ts';
import type { Printer } from '../../print/print.ts';
import { longCatalogue } from './longcatalogue.ts';
import { answerLongCheck, exportLongCheck, finishLongCheck, printLongCheck, readLongCheck } from './longcheck.contract.ts';
import { longChecks } from './longcheck.store.ts';
import { de, en } from './longcheck.texts.ts';
import { checkTable, printedCheck } from './longprint.ts';

const TEMPLATE = readFileSync(new URL('./longcheck.typ', import.meta.url), 'utf8');

export const longCheckRoutes = (printer: Printer): Route[] => [
  on(readLongCheck).handle(async ({ work }) =>
    work(async (tx) => ({ catalogue: longCatalogue, draft: await longChecks(tx).draft(), results: await longChecks(tx).results() })),
  ),
  on(answerLongCheck).handle(async ({ work, params, body }) =>
    work(async (tx) => ({ draft: await longChecks(tx).answer(longCatalogue, params.requirement, body.answer) })),
  ),
  on(finishLongCheck).handle(async ({ work, caller }) => work((tx) => longChecks(tx).finish(longCatalogue, caller.name))),
  on(printLongCheck).handle(async ({ work, params, query, org }) => {
    const result = await work((tx) => longChecks(tx).get(params.id));
    const body = await printer.pdf(TEMPLATE, printedCheck(result, longCatalogue, org, query.language));
    const { filename } = query.language === 'de' ? de : en;
    return { type: 'application/pdf', body, filename: `${filename}-${result.id.slice(0, 8)}.pdf` };
  }),
  on(exportLongCheck).handle(async ({ work, params, query }) => {
    const result = await work((tx) => longChecks(tx).get(params.id));
    const { filename } = query.language === 'de' ? de : en;
    return {
      type: 'text/csv; charset=utf-8',
      body: writeCsv(checkTable(result, longCatalogue, query.language)),
      filename: `${filename}-${result.id.slice(0, 8)}.csv`,
    };
  }),
];
