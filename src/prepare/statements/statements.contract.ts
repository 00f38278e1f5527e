import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Bilingual } from '../../kernel/languages.ts';
import { Scenario } from '../plans/plans.ts';
import { Audience, faultsOf, Purpose, Statement } from './audiences.ts';

const NewText = z.object({ subject: z.string().trim().max(300).default(''), body: z.string().trim().max(10_000).default('') });

const NewStatement = z.object({
  title: z.string().trim().min(1).max(200),
  audience: Audience,
  purpose: Purpose,
  scenario: Scenario.nullable().default(null),
  text: z.object({ de: NewText, en: NewText }).superRefine((text, context) => {
    for (const fault of faultsOf({ text }))
      if (fault.kind === 'braces')
        context.addIssue({ code: 'custom', path: [fault.language], message: `these braces make no placeholder: ${fault.text}` });
  }),
});
const ById = z.object({ id: Id });

export const listStatements = endpoint({
  method: 'GET',
  path: '/statements',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'Prewritten statements, by audience and purpose.',
  response: z.object({ statements: z.array(Statement) }),
});

export const addStatement = endpoint({
  method: 'POST',
  path: '/statements',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Add a statement. Placeholders are written as {{name}}.',
  body: NewStatement,
  response: Statement,
  status: 201,
});

export const putStatement = endpoint({
  method: 'PUT',
  path: '/statements/:id',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Replace a statement, or bring one back under the id it had.',
  params: ById,
  body: NewStatement.extend({ revision: z.number().int().optional() }),
  response: Statement,
});

export const removeStatement = endpoint({
  method: 'DELETE',
  path: '/statements/:id',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Remove a statement.',
  params: ById,
  status: 204,
});

export const listStatementTemplates = endpoint({
  method: 'GET',
  path: '/statement-templates',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'Templates to start statements from.',
  response: z.object({
    templates: z.array(
      z.object({ key: z.string(), audience: Audience, purpose: Purpose, scenario: Scenario.nullable(), title: Bilingual }),
    ),
  }),
});

export const addStatementsFromTemplates = endpoint({
  method: 'POST',
  path: '/statement-templates/statements',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Make statements from templates, in both languages.',
  body: z.object({ keys: z.array(z.string().max(60)).min(1).max(50) }),
  response: z.object({ statements: z.array(Statement) }),
  status: 201,
});

export const exportStatements = endpoint({
  method: 'GET',
  path: '/statements.csv',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'All statements in both languages as CSV with German headings.',
  produces: 'text/csv; charset=utf-8',
});
