import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';

const Count = z.number().int();

export const loadSample = endpoint({
  method: 'POST',
  path: '/sample',
  scope: 'organisation',
  right: 'settings.write',
  summary: 'Load the sample firm into an empty organisation, to try everything on it. Refused (409) when anything was entered already.',
  response: z.object({
    nodes: Count,
    dependencies: Count,
    teams: Count,
    contacts: Count,
    roles: Count,
    plans: Count,
    statements: Count,
    darkPages: Count,
    checks: Count,
  }),
  status: 201,
});
