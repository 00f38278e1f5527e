import type { Id } from './id.ts';
import type { Instant } from './instant.ts';

/**
 * Something that happened in a room, told to whoever hears it (src/subscriptions.ts).
 * `type` is `noun.verb-in-past`, as in `check.went-down`; `data` is what hearers need, already JSON.
 */
export type DomainEvent<T extends string = string, D = unknown> = { readonly type: T; readonly data: D };

/** An event as it was stored, with the organisation it belongs to. */
export type StoredEvent = DomainEvent & { readonly id: Id; readonly org: Id; readonly at: Instant };
