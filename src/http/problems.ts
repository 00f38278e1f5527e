import type { z } from 'zod';
import { type Fault, Problem, type ProblemBody } from '../kernel/problem.ts';

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not logged in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Cannot be processed',
  429: 'Too many requests',
  503: 'Not available now',
  507: 'Not saved',
};

/** RFC 6901: `/steps/0/who`; `~` and `/` in keys escaped. */
export const jsonPointer = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Every fault that zod found, with its place. */
export const faultsOf = (error: z.ZodError, root = ''): Fault[] =>
  error.issues.map((issue) => ({ pointer: `${root}${jsonPointer(issue.path)}`, message: issue.message }));

/** A problem as it leaves the house (RFC 9457). */
export const problemBody = (problem: Problem): ProblemBody => ({
  type: `urn:krisenfest:problem:${problem.code}`,
  title: titles[problem.status] ?? 'Not done',
  status: problem.status,
  code: problem.code,
  detail: problem.message,
  ...(problem.faults.length > 0 ? { errors: [...problem.faults] } : {}),
});

/** Turns whatever was thrown into a problem; what was not foreseen says nothing of its inside. */
export function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (typeof error !== 'object' || error === null) return undefined;
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'bad-request';
  const message = error instanceof Error ? error.message : 'The request could not be read.';
  if (status !== undefined && status >= 400 && status < 500) return new Problem(status, code.toLowerCase().replaceAll('_', '-'), message);
  return undefined;
}
