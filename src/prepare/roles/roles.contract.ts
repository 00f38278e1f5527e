import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { CrisisRole, RoleKind } from './roles.ts';

const NewRole = z.object({
  kind: RoleKind.default('own'),
  name: z.string().trim().min(1).max(80),
  duty: z.string().trim().max(1000).default(''),
  holder: Id.nullable().default(null),
  deputies: z
    .array(Id)
    .max(10)
    .refine((ids) => new Set(ids).size === ids.length, 'nobody can be a deputy twice')
    .default([]),
  inCrisisTeam: z.boolean().default(true),
});
const ById = z.object({ id: Id });

/** A sentence about something missing, and the path of the interface where it is mended. */
const Gap = z.object({ kind: z.string(), sentence: z.object({ de: z.string(), en: z.string() }), link: z.string() });

export const listCrisisRoles = endpoint({
  method: 'GET',
  path: '/crisis-roles',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'The roles of the crisis organisation, with what is missing in them.',
  response: z.object({ roles: z.array(CrisisRole), gaps: z.array(Gap) }),
});

export const addCrisisRole = endpoint({
  method: 'POST',
  path: '/crisis-roles',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Add a role.',
  body: NewRole,
  response: CrisisRole,
  status: 201,
});

export const startCrisisRoles = endpoint({
  method: 'POST',
  path: '/crisis-roles/start',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Make the roles of these kinds that are not there yet, in the language of the organisation.',
  body: z.object({ kinds: z.array(RoleKind.exclude(['own'])).min(1) }),
  response: z.object({ roles: z.array(CrisisRole) }),
});

export const putCrisisRole = endpoint({
  method: 'PUT',
  path: '/crisis-roles/:id',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Replace a role. Holder and deputies are contacts.',
  params: ById,
  body: NewRole.extend({ revision: z.number().int().optional() }),
  response: CrisisRole,
});

export const removeCrisisRole = endpoint({
  method: 'DELETE',
  path: '/crisis-roles/:id',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Remove a role; steps of plans that it had stand with nobody.',
  params: ById,
  status: 204,
});
