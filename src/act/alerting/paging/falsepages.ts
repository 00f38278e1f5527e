import { DAY, duration, type Instant, MINUTE } from '../../../kernel/instant.ts';

/** Somebody who was woken, for what, and how it went on. */
export type Woken = {
  readonly contactId: string;
  readonly name: string;
  readonly at: Instant;
  readonly cause: string;
  readonly title: string;
  readonly clearedAt: Instant | null;
  /** A person has said that it was no reason to wake anybody. */
  readonly calledFalse: boolean;
  /** It became an incident that people worked on. */
  readonly incident: boolean;
};

/** What is over before anybody can have got up was no reason to get up. */
const BY_ITSELF = duration(15 * MINUTE);
const MONTH = duration(30 * DAY);

/** Nobody needed to be woken for it: somebody said so, or it was over by itself within a quarter of an hour. */
export const isFalse = ({ at, clearedAt, calledFalse, incident }: Woken): boolean =>
  calledFalse || (!incident && clearedAt !== null && clearedAt - at <= BY_ITSELF);

export type Proposal = {
  readonly cause: string;
  readonly title: string;
  /** How often it woke people for nothing in the last 30 days, and whom. */
  readonly times: number;
  readonly people: readonly string[];
};

/** One false page a person and month can be borne; above that, what to loosen: the causes that woke those people, the most frequent first. */
export function toLoosen(woken: readonly Woken[], now: Instant): Proposal[] {
  const wrong = woken.filter((one) => one.at > now - MONTH && isFalse(one));
  const counts = new Map<string, number>();
  for (const { contactId } of wrong) counts.set(contactId, (counts.get(contactId) ?? 0) + 1);
  const tired = wrong.filter(({ contactId }) => (counts.get(contactId) ?? 0) > 1);
  return [...Map.groupBy(tired, ({ cause }) => cause).entries()]
    .map(([cause, all]) => ({
      cause,
      title: all[0]?.title ?? cause,
      times: new Set(all.map(({ at }) => at)).size,
      people: [...new Set(all.map(({ name }) => name))].sort(),
    }))
    .sort((a, b) => b.times - a.times || (a.cause < b.cause ? -1 : 1));
}
