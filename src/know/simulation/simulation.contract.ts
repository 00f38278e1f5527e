import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { ReadyScenario } from './readyscenario.ts';

const org = { scope: 'organisation' } as const;

export const listReadyScenarios = endpoint({
  ...org,
  method: 'GET',
  path: '/what-if/scenarios',
  right: 'know.read',
  summary: 'Ready scenarios to play through, in German and English: what they hit, how long they last, what to do first.',
  response: z.object({ scenarios: z.array(ReadyScenario) }),
});
