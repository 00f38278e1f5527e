import { on, type Route } from '../../http/route.ts';
import { writeCsv } from '../../kernel/csv.ts';
import { notFound } from '../../kernel/problem.ts';
import type { Statement } from './audiences.ts';
import {
  addStatement,
  addStatementsFromTemplates,
  exportStatements,
  listStatements,
  listStatementTemplates,
  putStatement,
  removeStatement,
} from './statements.contract.ts';
import { statements } from './statements.store.ts';
import { de } from './statements.texts.ts';
import { statementFrom, statementTemplates } from './templates.ts';

const HEAD = ['Titel', 'Für', 'Art', 'Betreff (deutsch)', 'Text (deutsch)', 'Betreff (englisch)', 'Text (englisch)'];
const rowOf = ({ title, audience, purpose, text }: Statement): string[] => [
  title,
  de.audience[audience],
  de.purpose[purpose],
  text.de.subject,
  text.de.body,
  text.en.subject,
  text.en.body,
];

export const statementRoutes = (): Route[] => [
  on(listStatements).handle(async ({ work }) => ({ statements: await work((tx) => statements(tx).list()) })),
  on(addStatement).handle(async ({ body, work }) => work((tx) => statements(tx).add(body))),
  on(putStatement).handle(async ({ params, body: { revision, ...body }, work }) =>
    work((tx) => statements(tx).put(params.id, body, revision)),
  ),
  on(removeStatement).handle(async ({ params, work }) =>
    work(async (tx) => {
      await statements(tx).remove(params.id);
      return undefined;
    }),
  ),
  on(listStatementTemplates).handle(async () => ({
    templates: statementTemplates.map(({ key, audience, purpose, scenario, title }) => ({ key, audience, purpose, scenario, title })),
  })),
  on(addStatementsFromTemplates).handle(async ({ body, org, work }) => {
    const chosen = body.keys.map((key) => {
      const template = statementTemplates.find((one) => one.key === key);
      if (!template) throw notFound(`The template "${key}"`);
      return template;
    });
    return work(async (tx) => {
      const made: Statement[] = [];
      for (const template of chosen) made.push(await statements(tx).add(statementFrom(template, org.language)));
      return { statements: made };
    });
  }),
  on(exportStatements).handle(async ({ work, org }) => ({
    type: 'text/csv; charset=utf-8',
    body: writeCsv([HEAD, ...(await work((tx) => statements(tx).list())).map(rowOf)]),
    filename: `Stellungnahmen ${org.name}.csv`,
  })),
];
