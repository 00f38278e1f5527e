import { setTimeout as after, setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Tx } from '../../db/work.ts';
import type { AnswerOf } from '../../kernel/contract.ts';
import type { Id } from '../../kernel/id.ts';
import type { Check, listChecks, Overview } from './checks.contract.ts';
import { overviewOf } from './checks.store.ts';
import { listing } from './listing.store.ts';

/** Checks that are read at a time, so that measurements stay on time meanwhile. */
const AT_ONCE = 50;
/** Screens that ask within this time, because they heard of the same news, get one answer. */
const GATHER_MS = 10;

type Work = <T>(body: (tx: Tx) => Promise<T>) => Promise<T>;

type Listed = AnswerOf<typeof listChecks>;

/** All checks of an organisation by name. */
export type Listing = {
  readonly all: readonly Check[];
  readonly overview: Overview;
  /** What was made of it for a question. */
  readonly answers: Map<string, Listed>;
};

/** Reads all checks a few at a time, with pauses for others. */
export async function readInPieces(work: Work): Promise<Listing> {
  const glance = await work((tx) => listing(tx).glance());
  const all: Check[] = [];
  for (let from = 0; from < glance.ids.length; from += AT_ONCE) {
    await yieldToOthers();
    all.push(...(await work((tx) => listing(tx).these(glance.ids.slice(from, from + AT_ONCE), glance))));
  }
  return { all, overview: overviewOf(all), answers: new Map() };
}

/**
 * Lists for many screens: one at a time for each organisation, and whoever asks before the next has begun gets that one. So nobody gets
 * anything older than the question.
 */
export function listings(): (org: Id, work: Work) => Promise<Listing> {
  const beingRead = new Map<Id, Promise<Listing>>();
  const next = new Map<Id, Promise<Listing>>();

  async function afterThisOne(org: Id, work: Work): Promise<Listing> {
    await Promise.allSettled([beingRead.get(org), after(GATHER_MS)]);
    next.delete(org);
    const reading = readInPieces(work);
    beingRead.set(org, reading);
    try {
      return await reading;
    } finally {
      if (beingRead.get(org) === reading) beingRead.delete(org);
    }
  }

  return (org, work) => {
    const known = next.get(org);
    if (known) return known;
    const asked = afterThisOne(org, work);
    next.set(org, asked);
    return asked;
  };
}
