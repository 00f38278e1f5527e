import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { DAY, duration, type Instant, instant, MINUTE } from '../../kernel/instant.ts';
import type { Evidence } from './evidence.ts';

/** What is over is kept so long: a year, and what it is compared with. */
export const SIGNALS_FOR = duration(400 * DAY);

/** `critical`: something is down or under attack; `warning`: degraded or suspicious; `info`: worth knowing, wakes nobody. */
export const Severity = z.enum(['critical', 'warning', 'info']);
export type Severity = z.infer<typeof Severity>;

/**
 * What a signal says of the thing it is about. `outage`: it does not work, like a confirmed outage of a check. `suspicion`: somebody should
 * say whether this is an incident. `data-loss`: data are gone or spoilt; asked like a suspicion, and it always wakes. `note`: for the list.
 * `switched-off`: we have switched it off ourselves. `attack`: an incident goes on whose nature is attack.
 */
export const Meaning = z.enum(['outage', 'suspicion', 'data-loss', 'note', 'switched-off', 'attack']);
export type Meaning = z.infer<typeof Meaning>;

/** Where signals come from besides the senders of others, which have an id. */
export const OWN_SOURCES = ['checks', 'silence', 'person', 'incident', 'restores', 'warnings', 'alerting', 'site'] as const;
export type OwnSource = (typeof OWN_SOURCES)[number];

/** Is it about one thing of the firm's, which a person may have to name? */
export const concernsAsset = (meaning: Meaning): boolean => meaning === 'outage' || meaning === 'suspicion' || meaning === 'data-loss';

/** Why a signal is over: its source said so, a person, time without a repetition, or its source was taken away. */
export const ClearedBy = z.enum(['source', 'person', 'time', 'removed']);
export type ClearedBy = z.infer<typeof ClearedBy>;

/**
 * What a source says about one thing, whatever its own format is. `key`: the same thing keeps the same key, so that a report that comes
 * twice opens one signal and its end finds it. `names`: what the sender calls the thing concerned, the most precise first; the inventory
 * decides which asset that is. `at`: when it began or ended as the sender says; null when it does not say.
 */
export type Report = {
  readonly key: string;
  readonly says: 'open' | 'cleared';
  readonly severity: Severity;
  readonly title: string;
  readonly names: readonly string[];
  readonly at: Instant | null;
};

export type State =
  | { readonly kind: 'open' }
  | { readonly kind: 'cleared'; readonly at: Instant; readonly by: ClearedBy; readonly who: string; readonly reason: string };

/** `since`: when it began. `receivedAt`, `lastAt`: when we first and last heard of it, by our clock. `count`: how often it was reported. */
export type Signal = {
  readonly id: Id;
  readonly source: string;
  readonly key: string;
  readonly severity: Severity;
  readonly meaning: Meaning;
  readonly title: string;
  readonly names: readonly string[];
  readonly nodeId: string | null;
  readonly since: Instant;
  readonly receivedAt: Instant;
  readonly lastAt: Instant;
  readonly count: number;
  /** When it is over by itself unless it is reported again; null = never. */
  readonly dueAt: Instant | null;
  readonly state: State;
  readonly evidence: Evidence;
};

/** How far back a sender's time is believed, and how far its clock may run ahead of ours (docs/adr/0020). */
export const BELIEVED_BACK = 7 * DAY;
export const BELIEVED_AHEAD = MINUTE;

/** When something began: the sender's time where it can be true, else that of receipt; and whose time it is. */
export function beganAt(sentAt: Instant | null, receivedAt: Instant): { readonly since: Instant; readonly clock: 'sender' | 'receipt' } {
  const believed = sentAt !== null && sentAt >= receivedAt - BELIEVED_BACK && sentAt <= receivedAt + BELIEVED_AHEAD;
  return believed ? { since: sentAt, clock: 'sender' } : { since: receivedAt, clock: 'receipt' };
}

const order: readonly Severity[] = ['info', 'warning', 'critical'];
const worse = (a: Severity, b: Severity): Severity => (order.indexOf(a) >= order.indexOf(b) ? a : b);
const weight: readonly Meaning[] = ['note', 'suspicion', 'data-loss', 'outage'];
/** Of two meanings the one that stays when a signal has had both. */
export const heavier = (a: Meaning, b: Meaning): Meaning => (weight.indexOf(a) >= weight.indexOf(b) ? a : b);

/** What came of a report. `worsened`: an open signal says more now than when it opened. */
export type Turn = 'opened' | 'worsened' | 'cleared' | null;

/** What a source knows about a report that the report does not: what it means here, which asset it is about, when it is over by itself. */
export type Reading = {
  readonly meaning: Meaning;
  readonly nodeId: string | null;
  readonly dueAt: Instant | null;
  readonly evidence: Evidence;
};

/**
 * Takes a report about the thing that `known` is open about. Our clock alone decides the order: what comes in later is the newer news,
 * because no sender's clock can be relied on. While it is open a signal never becomes milder: somebody may have acted on it. The end of
 * something that is not open says nothing.
 */
export function hear(
  known: Signal | undefined,
  { source, report, reading, now, id }: { source: string; report: Report; reading: Reading; now: Instant; id: () => Id },
): { readonly signal: Signal | undefined; readonly turn: Turn } {
  const { key, severity, title, names } = report;
  const { meaning, nodeId, dueAt, evidence } = reading;
  if (report.says === 'cleared') {
    if (known?.state.kind !== 'open') return { signal: known, turn: null };
    const state: State = { kind: 'cleared', at: now, by: 'source', who: '', reason: '' };
    return { signal: { ...known, lastAt: now, dueAt: null, state, evidence }, turn: 'cleared' };
  }
  if (known?.state.kind !== 'open') {
    const { since } = beganAt(report.at, now);
    const fresh = {
      id: id(),
      source,
      key,
      severity,
      meaning,
      title,
      names,
      nodeId,
      receivedAt: now,
      lastAt: now,
      count: 1,
      dueAt,
      evidence,
    };
    return { signal: { ...fresh, since: instant(Math.min(since, now)), state: { kind: 'open' } }, turn: 'opened' };
  }
  const next: Signal = {
    ...known,
    severity: worse(known.severity, severity),
    meaning: heavier(known.meaning, meaning),
    title,
    names,
    nodeId: known.nodeId ?? nodeId,
    lastAt: now,
    count: known.count + 1,
    dueAt,
    evidence,
  };
  return { signal: next, turn: next.meaning !== known.meaning ? 'worsened' : null };
}

/** What the signal is about while nobody has said which asset that is: it can be followed all the same. */
export const subjectOf = ({ id, nodeId }: Pick<Signal, 'id' | 'nodeId'>): string => nodeId ?? `signal:${id}`;
