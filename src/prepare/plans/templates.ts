import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { Bilingual, type Language } from '../../kernel/languages.ts';
import { RoleKind } from '../roles/roles.ts';
import { Phase, type PlanContents, Scenario } from './plans.ts';
import data from './templates.json' with { type: 'json' };

const Template = z.object({
  key: z.string(),
  scenario: Scenario,
  title: Bilingual,
  summary: Bilingual,
  steps: z.array(
    z.object({
      id: z.string(),
      phase: Phase,
      role: RoleKind,
      minutes: z.number().int(),
      after: z.array(z.string()),
      title: Bilingual,
      detail: Bilingual,
    }),
  ),
});
export type PlanTemplateData = z.infer<typeof Template>;

/**
 * Plans to start from, in our own words: life first, then damage, evidence before repair (facts: know-prepare-learn.md §3.3 and §3.6,
 * act.md §4.4). Minutes are estimates for a firm of 20. Read on the server only, never in the bundle.
 */
export const planTemplates: readonly PlanTemplateData[] = z.array(Template).parse(data);

/** Which roles a template needs. */
export const rolesOf = (template: PlanTemplateData): RoleKind[] => [...new Set(template.steps.map((step) => step.role))];

/** A plan from a template, in one language, with the roles of the organisation in its steps. */
export const planFrom = (
  template: PlanTemplateData,
  language: Language,
  roles: ReadonlyMap<RoleKind, Id>,
  nodeIds: readonly string[],
): PlanContents => ({
  title: template.title[language],
  summary: template.summary[language],
  scenario: template.scenario,
  nodeIds: [...nodeIds],
  steps: template.steps.map(({ role, title, detail, ...step }) => ({
    ...step,
    title: title[language],
    detail: detail[language],
    roleId: roles.get(role) ?? null,
    contactId: null,
  })),
});
