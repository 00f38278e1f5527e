import { readFileSync } from 'node:fs';
import { on, type Route } from '../../http/route.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Printer } from '../../print/print.ts';
import { modelFrom } from '../inventory/checked.ts';
import { inventory } from '../inventory/inventory.store.ts';
import { withAssumptions } from './assumption.ts';
import { nextOpenHour, questionOf } from './question.ts';
import { readyScenarios } from './readyscenarios.ts';
import { reckonReport } from './report.cases.ts';
import { listReadyScenarios, printWhatIf, takeOverAssumptions } from './simulation.contract.ts';

const TEMPLATE = readFileSync(new URL('./whatif.typ', import.meta.url), 'utf8');

export const simulationRoutes = (printer: Printer): Route[] => [
  on(listReadyScenarios).handle(async () => ({ scenarios: [...readyScenarios] })),
  on(printWhatIf).handle(async ({ work, body, org, now, signal }) => {
    const all = await work((tx) => inventory(tx).all());
    const model = modelFrom(all);
    const question = model.ok ? questionOf(body.question, model.value) : undefined;
    if (!model.ok || !question || question.fail.length === 0)
      throw new Problem(422, 'nothing-fails', 'Nothing of what shall fail is in the inventory.');
    const report = await reckonReport(
      {
        inventory: all,
        question,
        scenario: readyScenarios.find(({ key }) => key === question.scenario),
        organisation: { name: org.name, zone: org.zone },
        now: nextOpenHour(model.value, Math.floor(now / 3_600_000) * 3_600_000),
        language: body.language,
      },
      signal,
    );
    const file = body.language === 'de' ? 'was-waere-wenn' : 'what-if';
    return { type: 'application/pdf', body: await printer.pdf(TEMPLATE, report), filename: `${file}.pdf` };
  }),
  on(takeOverAssumptions).handle(async ({ work, body, caller }) =>
    work(async (tx) => {
      const store = inventory(tx);
      const changed = withAssumptions(await store.own(), body.changes);
      if (changed.gone.length > 0)
        throw new Problem(409, 'assumption-gone', 'Something that was changed is no longer in the inventory. Nothing was saved.');
      return { undoId: await store.replaceUndoably(changed.inventory, 'what if', caller.name) };
    }),
  ),
];
