import { on, type Route } from '../../http/route.ts';
import { writeCsv } from '../../kernel/csv.ts';
import { notFound } from '../../kernel/problem.ts';
import { contacts } from '../contacts/contacts.store.ts';
import { crisisRoles } from '../roles/roles.store.ts';
import { roleTemplates } from '../roles/templates.ts';
import {
  addPlan,
  addPlanFromTemplate,
  exportPlans,
  listPlans,
  listPlanTemplates,
  putPlan,
  readPlan,
  removePlan,
} from './plans.contract.ts';
import { plans } from './plans.store.ts';
import { planTable } from './plantable.ts';
import { planFrom, planTemplates, rolesOf } from './templates.ts';

export const planRoutes = (): Route[] => [
  on(listPlans).handle(async ({ work }) => ({ plans: await work((tx) => plans(tx).list()) })),
  on(readPlan).handle(async ({ params, work }) => work((tx) => plans(tx).get(params.id))),
  on(addPlan).handle(async ({ body, work }) => work((tx) => plans(tx).add(body))),
  on(putPlan).handle(async ({ params, body: { revision, ...body }, work }) => work((tx) => plans(tx).put(params.id, body, revision))),
  on(removePlan).handle(async ({ params, work }) =>
    work(async (tx) => {
      await plans(tx).remove(params.id);
      return undefined;
    }),
  ),
  on(listPlanTemplates).handle(async () => ({
    templates: planTemplates.map(({ key, scenario, title, summary, steps }) => ({ key, scenario, title, summary, steps: steps.length })),
  })),
  on(addPlanFromTemplate).handle(async ({ params, body, org, work }) => {
    const template = planTemplates.find(({ key }) => key === params.key);
    if (!template) throw notFound('This template');
    return work(async (tx) => {
      const roles = await crisisRoles(tx).ensure(roleTemplates(org.language, rolesOf(template)));
      return plans(tx).add(planFrom(template, org.language, roles, body.nodeIds));
    });
  }),
  on(exportPlans).handle(async ({ work, org }) => ({
    type: 'text/csv; charset=utf-8',
    body: writeCsv(await work(async (tx) => planTable(await plans(tx).list(), await crisisRoles(tx).list(), await contacts(tx).list()))),
    filename: `Notfallpläne ${org.name}.csv`,
  })),
];
