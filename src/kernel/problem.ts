import { z } from 'zod';

/** One fault of an input: where (JSON pointer, RFC 6901) and what, in a sentence. */
export const Fault = z.object({ pointer: z.string(), message: z.string() });
export type Fault = z.infer<typeof Fault>;

/** A refusal as it leaves the house: application/problem+json (RFC 9457). `code` is stable; `detail` is for people. */
export const ProblemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(Fault).optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;

/** Thrown by shells when a request cannot be done; the HTTP layer turns it into a `ProblemBody`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly faults: readonly Fault[];
  /** Seconds after which it is worth trying again; it leaves the house as `Retry-After` (RFC 9110 §10.2.3). */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, detail: string, faults: readonly Fault[] = [], retryAfter?: number) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.faults = faults;
    this.retryAfter = retryAfter;
  }
}

export const notFound = (what: string): Problem => new Problem(404, 'not-found', `${what} does not exist here.`);
