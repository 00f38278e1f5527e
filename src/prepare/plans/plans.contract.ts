import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Bilingual } from '../../kernel/languages.ts';
import { inOrder } from './order.ts';
import { en } from './plans.texts.ts';
import { Phase, Plan, Scenario } from './plans.ts';

const Minutes = z
  .number()
  .int()
  .min(0)
  .max(60 * 24 * 90);

const NewStep = z.object({
  id: z.string().min(1).max(64),
  title: z.string().trim().min(1).max(300),
  detail: z.string().trim().max(4000).default(''),
  roleId: Id.nullable().default(null),
  contactId: Id.nullable().default(null),
  after: z.array(z.string().min(1).max(64)).max(100).default([]),
  minutes: Minutes.nullable().default(null),
  phase: Phase,
});

const Steps = z
  .array(NewStep)
  .max(200)
  .superRefine((steps, context) => {
    const ordered = inOrder(steps);
    if (!ordered.ok) context.addIssue({ code: 'custom', message: en.orderFault(ordered.error) });
  });

const NewPlan = z.object({
  title: z.string().trim().min(1).max(200),
  summary: z.string().trim().max(2000).default(''),
  scenario: Scenario,
  nodeIds: z.array(z.string().min(1).max(200)).max(200).default([]),
  steps: Steps.default([]),
});
const ById = z.object({ id: Id });

export const PlanTemplate = z.object({
  key: z.string(),
  scenario: Scenario,
  title: Bilingual,
  summary: Bilingual,
  steps: z.number().int(),
});
export type PlanTemplate = z.infer<typeof PlanTemplate>;

export const listPlans = endpoint({
  method: 'GET',
  path: '/plans',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'Emergency plans with their steps, by title.',
  response: z.object({ plans: z.array(Plan) }),
});

export const readPlan = endpoint({
  method: 'GET',
  path: '/plans/:id',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'One emergency plan.',
  params: ById,
  response: Plan,
});

export const addPlan = endpoint({
  method: 'POST',
  path: '/plans',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Add an emergency plan. Steps that wait for each other in a circle are refused.',
  body: NewPlan,
  response: Plan,
  status: 201,
});

export const putPlan = endpoint({
  method: 'PUT',
  path: '/plans/:id',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Replace an emergency plan, or bring one back under the id it had.',
  params: ById,
  body: NewPlan.extend({ revision: z.number().int().optional() }),
  response: Plan,
});

export const removePlan = endpoint({
  method: 'DELETE',
  path: '/plans/:id',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Remove an emergency plan. Incidents that were opened with it keep their copy.',
  params: ById,
  status: 204,
});

export const listPlanTemplates = endpoint({
  method: 'GET',
  path: '/plan-templates',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'Templates to start a plan from.',
  response: z.object({ templates: z.array(PlanTemplate) }),
});

export const addPlanFromTemplate = endpoint({
  method: 'POST',
  path: '/plan-templates/:key/plans',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Make a plan from a template, in the language of the organisation; roles it needs are made where they are missing.',
  params: z.object({ key: z.string().max(60) }),
  body: z.object({ nodeIds: z.array(z.string().min(1).max(200)).max(200).default([]) }),
  response: Plan,
  status: 201,
});

export const exportPlans = endpoint({
  method: 'GET',
  path: '/plans.csv',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'The steps of all plans as CSV with German headings, with who does them and when they can begin.',
  produces: 'text/csv; charset=utf-8',
});
