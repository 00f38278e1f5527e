import { OutboundError } from '../../../outbound/failure.ts';
import type { Failure } from '../notchecked.ts';

/** What a question to others threw, as a scan tells it. */
export function failureFrom(error: unknown): Failure {
  if (error instanceof OutboundError) return { code: 'no-connection', fault: error.code, said: error.message };
  return { code: 'as-written', text: error instanceof Error ? error.message : String(error) };
}
