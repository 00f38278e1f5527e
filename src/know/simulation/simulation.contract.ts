import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { Assumption } from './assumption.ts';
import { AskedQuestion } from './question.ts';
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

export const takeOverAssumptions = endpoint({
  ...org,
  method: 'POST',
  path: '/what-if/changes',
  right: 'know.write',
  summary: 'Take changed assumptions of a simulation over into the inventory, all or none; the answer tells how to undo it.',
  body: z.object({ changes: z.array(Assumption).min(1).max(50) }),
  response: z.object({ undoId: Id }),
});

export const printWhatIf = endpoint({
  ...org,
  method: 'POST',
  path: '/what-if/report',
  right: 'know.read',
  summary: 'A simulation as PDF: what stops when, what it costs, what it hangs on, the recovery plan, what to do first.',
  body: z.object({ question: AskedQuestion, language: Language.default('de') }),
  produces: 'application/pdf',
  perMinute: 20,
});
