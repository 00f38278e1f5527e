import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { Id } from '../../../kernel/id.ts';
import { AbsenceContents, GroupContents, MOST_REPEATS, MOST_STEPS, notRising, PolicyContents, Target } from './policies.ts';
import { Override, RotaContents } from './rota.ts';
import { AlertingSettings, WorkingHours } from './settings.ts';

const At = z.number().int();
const Name = z.string().trim().min(1).max(80);
const kept = { id: Id, revision: z.number().int(), updatedAt: z.number() };

export const Policy = PolicyContents.extend(kept);
export type Policy = z.infer<typeof Policy>;
export const Group = GroupContents.extend(kept);
export type Group = z.infer<typeof Group>;
export const Absence = AbsenceContents.extend(kept);
export type Absence = z.infer<typeof Absence>;

const ShiftView = z.object({ contactId: Id, from: At, until: At.nullable(), override: z.boolean() });
/** A duty rota with who is on duty now and who follows; empty when it has nobody. */
export const Rota = RotaContents.omit({ overrides: true }).extend({
  ...kept,
  overrides: z.array(Override.extend({ from: At, until: At })),
  shifts: z.array(ShiftView),
});
export type Rota = z.infer<typeof Rota>;

const NewPolicy = z
  .object({
    name: Name,
    steps: z
      .array(z.object({ afterMinutes: z.number().int().min(0).max(1440), targets: z.array(Target).min(1).max(20) }))
      .min(1)
      .max(MOST_STEPS),
    repeat: z.number().int().min(0).max(MOST_REPEATS).default(0),
    repeatAfterMinutes: z.number().int().min(1).max(1440).default(10),
    needed: z.number().int().min(1).max(20).default(1),
  })
  .superRefine(({ steps }, context) => {
    const at = notRising(steps);
    if (at !== undefined)
      context.addIssue({ code: 'custom', path: ['steps', at, 'afterMinutes'], message: 'must be later than the step before' });
  });
const NewGroup = z.object({ name: Name, members: z.array(Id).max(500) });
const NewRota = RotaContents.extend({
  name: Name,
  people: z.array(Id).min(1).max(50),
  overrides: z.array(Override).max(200).default([]),
}).superRefine(({ overrides }, context) => {
  for (const [at, { from, until }] of overrides.entries())
    if (until <= from) context.addIssue({ code: 'custom', path: ['overrides', at, 'until'], message: 'must be later than its beginning' });
});
const NewAbsence = AbsenceContents.refine(({ from, until }) => from <= until, {
  path: ['until'],
  error: 'must not be before its beginning',
});
const revision = z.number().int().optional();

const byId = z.object({ id: Id });
const scope = 'organisation' as const;

export const readEscalation = endpoint({
  method: 'GET',
  path: '/escalation',
  scope,
  right: 'act.read',
  summary: 'Whom alerts go to: escalation policies, groups, duty rotas with who is on duty, absences, and the policy in use.',
  response: z.object({
    policies: z.array(Policy),
    groups: z.array(Group),
    rotas: z.array(Rota),
    absences: z.array(Absence),
    policyId: Id.nullable(),
    people: z.array(z.object({ id: Id, name: z.string() })),
    roles: z.array(z.object({ id: Id, name: z.string(), people: z.array(Id) })),
    now: At,
  }),
});

const item = <B extends z.ZodType>(path: string, word: string, body: B) =>
  [
    endpoint({ method: 'POST', path, scope, right: 'prepare.write', summary: `Add ${word}.`, body, response: byId, status: 201 }),
    endpoint({
      method: 'PUT',
      path: `${path}/:id`,
      scope,
      right: 'prepare.write',
      summary: `Replace ${word}, or bring one back under the id it had.`,
      params: byId,
      body: z.object({ contents: body, revision }),
      status: 204,
    }),
    endpoint({
      method: 'DELETE',
      path: `${path}/:id`,
      scope,
      right: 'prepare.write',
      summary: `Remove ${word}.`,
      params: byId,
      status: 204,
    }),
  ] as const;

export const [addPolicy, putPolicy, removePolicy] = item('/escalation-policies', 'an escalation policy', NewPolicy);
export const [addGroup, putGroup, removeGroup] = item('/alert-groups', 'a group', NewGroup);
export const [addRota, putRota, removeRota] = item('/duty-rotas', 'a duty rota', NewRota);
export const [addAbsence, putAbsence, removeAbsence] = item('/absences', 'an absence', NewAbsence);

export const choosePolicy = endpoint({
  method: 'PUT',
  path: '/escalation/policy',
  scope,
  right: 'prepare.write',
  summary: 'Choose the escalation policy of incidents; null: the crisis team, then its deputies.',
  body: z.object({ policyId: Id.nullable() }),
  status: 204,
});

export const readAlertingSettings = endpoint({
  method: 'GET',
  path: '/alerting-settings',
  scope,
  right: 'settings.read',
  summary: 'Working hours, the limit above which somebody is woken, and which channels may carry facts in an attack.',
  response: AlertingSettings.pick({ hours: true, wakeAbove: true, openInAttack: true }),
});

export const putAlertingSettings = endpoint({
  method: 'PUT',
  path: '/alerting-settings',
  scope,
  right: 'settings.write',
  summary: 'Set working hours, the limit above which somebody is woken, and which channels may carry facts in an attack (logged).',
  body: z.object({
    hours: WorkingHours.optional(),
    wakeAbove: z.number().int().min(0).max(10_000_000).optional(),
    openInAttack: z.array(Id).max(100).optional(),
  }),
  status: 204,
});
