import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Role, TokenScope } from '../roles/rights.ts';

/** Milliseconds since 1970, UTC. */
const At = z.number().int();

export const Token = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  scope: TokenScope,
  createdBy: z.string(),
  createdAt: At,
  expiresAt: At.nullable(),
  lastUsedAt: At.nullable(),
});
export type Token = z.infer<typeof Token>;

const NewToken = z.object({
  name: z.string().trim().min(1).max(100),
  role: Role,
  scope: TokenScope,
  validForDays: z.number().int().min(1).max(3650).nullable(),
});

export const listTokens = endpoint({
  method: 'GET',
  path: '/tokens',
  scope: 'organisation',
  right: 'settings.read',
  summary: 'API tokens of the organisation, newest first.',
  response: z.object({ tokens: z.array(Token) }),
});

export const createToken = endpoint({
  method: 'POST',
  path: '/tokens',
  scope: 'organisation',
  right: 'people.write',
  summary: 'Make an API token; its secret is in this answer only.',
  body: NewToken,
  response: z.object({ id: Id, secret: z.string() }),
  status: 201,
});

export const revokeToken = endpoint({
  method: 'DELETE',
  path: '/tokens/:id',
  scope: 'organisation',
  right: 'people.write',
  summary: 'Revoke an API token.',
  params: z.object({ id: Id }),
  status: 204,
});
