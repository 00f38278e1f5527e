import { on, type Route } from '../../http/route.ts';
import { DAY, duration } from '../../kernel/instant.ts';
import { notFound } from '../../kernel/problem.ts';
import { audit } from '../audit/audit.store.ts';
import { createToken, listTokens, revokeToken } from './tokens.contract.ts';
import { tokensOf } from './tokens.store.ts';

export const tokenRoutes = (): Route[] => [
  on(listTokens).handle(async ({ work }) => ({ tokens: await work((tx) => tokensOf(tx).list()) })),
  on(createToken).handle(async ({ work, body, caller }) =>
    work(async (tx) => {
      const { name, role, scope, validForDays } = body;
      const validFor = validForDays === null ? null : duration(validForDays * DAY);
      const made = await tokensOf(tx).create({ name, role, scope, createdBy: caller.name, validFor });
      await audit(tx).note(caller.name, 'token.created', made.id, { name, role, scope });
      return made;
    }),
  ),
  on(revokeToken).handle(async ({ work, params, caller }) =>
    work(async (tx) => {
      if (!(await tokensOf(tx).revoke(params.id))) throw notFound('This token');
      await audit(tx).note(caller.name, 'token.revoked', params.id, {});
      return undefined;
    }),
  ),
];
