import { z } from 'zod';

/**
 * The six roles of an organisation's people, from the owner to the operator (IT service provider).
 * Interface words: Inhaber, Krisenstab, Redaktion, Mitarbeitende, Prüfer, IT-Dienstleister.
 */
export const Role = z.enum(['owner', 'crisisTeam', 'editor', 'staff', 'auditor', 'operator']);
export type Role = z.infer<typeof Role>;

/** What can be allowed. Named `room.deed`; every endpoint names one. */
export const Right = z.enum([
  /** No login needed: the endpoint has a proof of its own (setup token, password, link token). */
  'open',
  /** Anyone who is logged in, about themselves. */
  'self',
  /** See the situation and what it means; every member may. */
  'situation.read',
  'know.read',
  'know.write',
  /** Say who holds domain, admin account, backup key, telephone contract and documentation. The owner only: others may be meant. */
  'ownership.write',
  'prepare.read',
  /** Plans and contacts that staff need for their own tasks. */
  'prepare.own',
  'prepare.write',
  'watch.read',
  'watch.write',
  /** Raise the alarm. Everyone in the house may: a minute too early costs less than a minute too late. */
  'act.raise',
  'act.read',
  /** Lead an incident: answer the first question, tick for others, write the log, stand down. */
  'act.lead',
  /** Do one's own tasks and acknowledge one's own alerts. */
  'act.own',
  /** Go public and withdraw. */
  'act.publish',
  /** Release the evidence of an incident, so that it goes when it is old. The owner only: who did harm may lead the incident. */
  'act.release',
  'learn.read',
  'learn.write',
  /** What several organisations hang on together, as counts: for who operates them. */
  'sector.read',
  'people.read',
  'people.write',
  'settings.read',
  'settings.write',
  'audit.read',
]);
export type Right = z.infer<typeof Right>;

const everyone: readonly Right[] = ['self', 'situation.read', 'act.raise', 'act.own', 'prepare.own'];
const readers: readonly Right[] = ['know.read', 'prepare.read', 'watch.read', 'act.read', 'learn.read', 'people.read', 'settings.read'];

/** The rights table: the one place where it is said who may do what. */
export const rightsOf: Readonly<Record<Role, readonly Right[]>> = {
  // The sector report is about other firms than one's own.
  owner: Right.options.filter((right) => right !== 'open' && right !== 'sector.read'),
  crisisTeam: [...everyone, ...readers, 'know.write', 'prepare.write', 'watch.write', 'act.lead', 'act.publish', 'learn.write'],
  editor: [...everyone, ...readers, 'know.write', 'prepare.write', 'act.publish', 'learn.write'],
  staff: everyone,
  auditor: ['self', 'situation.read', ...readers, 'audit.read'],
  // The provider sets up the technology of several firms, but reads no plans, contacts or incidents unless the owner allows it.
  operator: [
    'self',
    'situation.read',
    'act.raise',
    'act.own',
    'watch.read',
    'watch.write',
    'settings.read',
    'settings.write',
    'people.read',
    'sector.read',
  ],
};

/** What an API token may do at most, whatever the role behind it. */
export const TokenScope = z.enum(['read', 'write', 'act']);
export type TokenScope = z.infer<typeof TokenScope>;

const scopeAllows = (scope: TokenScope, right: Right): boolean => {
  const acts = right.startsWith('act.') && right !== 'act.read';
  const writes = right.endsWith('.write');
  if (scope === 'read') return !acts && !writes && right !== 'self';
  if (right === 'people.write' || right === 'ownership.write' || right === 'act.release' || right === 'self') return false;
  return scope === 'write' ? !acts : right !== 'settings.write';
};

/** May someone with this role (through a token of this scope, if any) do it? */
export const mayDo = (role: Role, right: Right, scope?: TokenScope): boolean =>
  right === 'open' || (rightsOf[role].includes(right) && (scope === undefined || scopeAllows(scope, right)));
