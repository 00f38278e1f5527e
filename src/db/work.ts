import type { Transaction } from 'kysely';
import type { Clock } from '../kernel/clock.ts';
import type { DomainEvent } from '../kernel/event.ts';
import { type Id, newId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import { Problem } from '../kernel/problem.ts';
import { given } from './given.ts';
import type { Database } from './open.ts';
import { type Unwritable, unwritable } from './saving.ts';
import type { Keyring } from './secrets.ts';
import type { Tables } from './tables.ts';

/** One unit of work in one organisation. Stores are made from it; everything in it is saved together or not at all. */
export type Tx = {
  readonly db: Transaction<Tables>;
  readonly org: Id;
  readonly now: Instant;
  readonly keyring: Keyring;
  /** Saves an event with the state; its hearers are told after the commit. */
  emit(event: DomainEvent): void;
  /** Tells screens that something of this kind changed, where no event is worth it. Topics are nouns: `check`, `asset`. */
  touch(topic: string): void;
  newId(): Id;
};

export type Work = <T>(org: Id, body: (tx: Tx) => Promise<T>) => Promise<T>;

/** Work that belongs to no single organisation; only jobs, trust and the sector report may use it (kept by the house test). */
export type AcrossTx = Pick<Tx, 'db' | 'now' | 'keyring' | 'newId'> & {
  readonly postgres: boolean;
  in(org: Id): Tx;
};
export type WorkAcross = <T>(body: (tx: AcrossTx) => Promise<T>) => Promise<T>;

/** What a commit changed: the organisation, and the nouns of events and touches. */
export type Commit = { readonly org: Id; readonly topics: readonly string[] };

export type UnitOfWork = { readonly work: Work; readonly workAcross: WorkAcross };

type Pending = { org: Id; events: DomainEvent[]; topics: Set<string> };

const WORDS: Readonly<Record<Unwritable, string>> = {
  full: 'the disk is full',
  'read-only': 'the disk may only be read',
  damaged: 'the disk or the database is damaged',
};

/** What the disk refused is a refusal with a sentence, and no fault of the caller. */
function refusal(error: unknown): unknown {
  const why = unwritable(error);
  if (!why) return error;
  const problem = new Problem(
    507,
    'not-saved',
    `Nothing was saved: ${WORDS[why]}. Please try once more; if it stays like this, make room on the server.`,
  );
  problem.cause = error;
  return problem;
}

/** `check.went-down` is about checks. */
const topicOf = (event: DomainEvent): string => event.type.split('.', 1)[0] ?? event.type;

const EVENT = { id: 'text', org_id: 'text', type: 'text', data: 'json', at: 'whole', due_at: 'whole', attempts: 'whole' } as const;

async function saveEvents(db: Transaction<Tables>, postgres: boolean, now: Instant, { org, events }: Pending): Promise<void> {
  if (events.length === 0) return;
  const always = { org_id: org, at: now, due_at: now, attempts: 0 };
  // Ids of the same millisecond are in no order of their own; events of one commit are heard in the order in which they happened.
  const ids = events.map(() => newId(now)).sort();
  const rows = events.map(({ type, data }, n) => ({ id: ids[n] ?? newId(now), type, data: JSON.stringify(data), ...always }));
  await db
    .insertInto('outbox')
    .columns(['id', 'org_id', 'type', 'data', 'at', 'due_at', 'attempts'])
    .expression((eb) => eb.selectFrom(given(postgres, EVENT, rows)).selectAll('given'))
    .execute();
}

/**
 * Makes the unit of work. `committed` is called after each commit that changed something, with what it changed.
 * Never await anything from outside (HTTP, timers) inside a body: on SQLite it holds the one write lock.
 */
export function unitOfWork(database: Database, clock: Clock, keyring: Keyring, committed: (commit: Commit) => void): UnitOfWork {
  const postgres = database.location.kind === 'postgres';

  const workAcross: WorkAcross = async (body) => {
    const pendings = new Map<Id, Pending>();
    const run = async (db: Transaction<Tables>) => {
      const now = clock.now();
      const make = (org: Id): Tx => {
        const pending = pendings.get(org) ?? { org, events: [], topics: new Set() };
        pendings.set(org, pending);
        return {
          db,
          org,
          now,
          keyring,
          emit: (event) => {
            pending.events.push(event);
            pending.topics.add(topicOf(event));
          },
          touch: (topic) => pending.topics.add(topic),
          newId: () => newId(now),
        };
      };
      const result = await body({ db, now, keyring, postgres, newId: () => newId(now), in: make });
      for (const pending of pendings.values()) await saveEvents(db, postgres, now, pending);
      return result;
    };
    const value = await database.db
      .transaction()
      .execute(run)
      .catch((error: unknown) => {
        database.saving.note(error);
        throw refusal(error);
      });
    for (const { org, events, topics } of pendings.values()) {
      if (events.length > 0) topics.add('outbox');
      if (topics.size > 0) committed({ org, topics: [...topics] });
    }
    return value;
  };

  return { work: (org, body) => workAcross((tx) => body(tx.in(org))), workAcross };
}
