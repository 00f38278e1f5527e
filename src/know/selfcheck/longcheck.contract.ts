import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { LongAnswer, LongAnswers, LongCatalogue, LongScore } from './longcheck.ts';

const org = { scope: 'organisation' } as const;

export const LongResult = z.object({
  id: Id,
  finishedAt: z.number(),
  by: z.string(),
  /** Version of the catalogue it was answered from. */
  catalogue: z.string(),
  answers: LongAnswers,
  score: LongScore,
});
export type LongResult = z.infer<typeof LongResult>;

export const readLongCheck = endpoint({
  ...org,
  method: 'GET',
  path: '/self-check/long',
  right: 'know.read',
  summary: 'The longer self-check (not the official CyberRisikoCheck): its questions, the answers so far, and the results, newest first.',
  response: z.object({ catalogue: LongCatalogue, draft: LongAnswers, results: z.array(LongResult) }),
});
export const answerLongCheck = endpoint({
  ...org,
  method: 'PUT',
  path: '/self-check/long/answers/:requirement',
  right: 'know.write',
  summary: 'Answer one requirement of the self-check that is being filled in; null takes the answer back.',
  params: z.object({ requirement: z.string().max(40) }),
  body: z.object({ answer: LongAnswer.nullable() }),
  response: z.object({ draft: LongAnswers }),
});
export const finishLongCheck = endpoint({
  ...org,
  method: 'POST',
  path: '/self-check/long',
  right: 'know.write',
  summary: 'Finish the self-check: what was not answered counts as unknown. The next one begins with these answers.',
  response: LongResult,
  status: 201,
});
const one = z.object({ id: Id });
const language = z.object({ language: Language.default('de') });
export const printLongCheck = endpoint({
  ...org,
  method: 'GET',
  path: '/self-check/long/:id/report',
  right: 'know.read',
  summary: 'A finished self-check as PDF.',
  params: one,
  query: language,
  produces: 'application/pdf',
});
export const exportLongCheck = endpoint({
  ...org,
  method: 'GET',
  path: '/self-check/long/:id/table',
  right: 'know.read',
  summary: 'A finished self-check as CSV.',
  params: one,
  query: language,
  produces: 'text/csv; charset=utf-8',
});
