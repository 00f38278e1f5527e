import type { Id } from '../../kernel/id.ts';
import { Problem } from '../../kernel/problem.ts';

/** Whoever calls, as a route knows it. */
type Calling = { readonly kind: 'person' | 'token'; readonly id: Id };

/** Only a person can take the decision to go public: a token has no face. */
export function personOf(caller: Calling): Id {
  if (caller.kind === 'person') return caller.id;
  throw new Problem(403, 'person-needed', 'Going public is decided by a person, not through a token.');
}
