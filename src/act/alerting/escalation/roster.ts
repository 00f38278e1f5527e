import { Temporal } from 'temporal-polyfill';
import type { Id } from '../../../kernel/id.ts';
import { type Duration, type Instant, plus } from '../../../kernel/instant.ts';
import type { AlertRequest, Recipient } from '../request.ts';
import type { AbsenceContents, PolicyContents, Target } from './policies.ts';
import { roundsOf } from './policies.ts';
import { onDuty, type RotaContents } from './rota.ts';

/** Everybody who can be meant, as they are at the moment of the alarm. */
export type Roster = {
  readonly contacts: ReadonlyMap<string, Recipient>;
  /** Holder first, then the deputies. */
  readonly roles: ReadonlyMap<Id, readonly Id[]>;
  readonly groups: ReadonlyMap<Id, readonly Id[]>;
  readonly rotas: ReadonlyMap<Id, RotaContents>;
  readonly absences: readonly AbsenceContents[];
  /** Kinds of addresses that some channel of the house reaches. */
  readonly reachable: ReadonlySet<string>;
  /** Who has registered a device that a channel of the house reaches. */
  readonly onDevices: ReadonlySet<string>;
  readonly zone: string;
};

/**
 * Somebody whom a step would have alerted and does not reach. `absent`: away, the stand-in got it, if there is one.
 * `unreachable`: has no address that a channel of the house reaches; she stays on the list, so that somebody rings her.
 */
export type LeftOut = {
  readonly contactId: string;
  readonly name: string;
  readonly why: 'absent' | 'unreachable';
  readonly standIn: string | null;
};

/** The absence that holds for somebody at a moment; the days are those of the organisation's wall clock. */
export function absenceAt(absences: readonly AbsenceContents[], contactId: string, at: Instant, zone: string): AbsenceContents | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
  return absences.find((one) => one.contactId === contactId && one.from <= today && today <= one.until);
}

type Found = { readonly people: readonly Recipient[]; readonly leftOut: readonly LeftOut[] };

/** Follows stand-ins until somebody is there. Whoever stands in for each other in a circle ends with nobody. */
function whoFor(roster: Roster, contactId: string, at: Instant, deputies: readonly string[] = []): Found {
  const leftOut: LeftOut[] = [];
  const queue = [contactId, ...deputies];
  const seen = new Set<string>();
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const contact = roster.contacts.get(id);
    if (seen.has(id) || !contact) continue;
    seen.add(id);
    const away = absenceAt(roster.absences, id, at, roster.zone);
    if (!away) {
      const named = leftOut.map((one): LeftOut => ({ ...one, standIn: one.standIn ?? contact.name }));
      return { people: [contact], leftOut: named };
    }
    leftOut.push({ contactId: id, name: contact.name, why: 'absent', standIn: null });
    if (away.standIn !== null) queue.unshift(away.standIn);
  }
  return { people: [], leftOut };
}

function meantBy(roster: Roster, { kind, id }: Target, at: Instant): Found {
  const all = (ids: readonly string[]): Found => {
    const found = ids.map((one) => whoFor(roster, one, at));
    return { people: found.flatMap(({ people }) => people), leftOut: found.flatMap(({ leftOut }) => leftOut) };
  };
  switch (kind) {
    case 'person':
      return all([id]);
    case 'group':
      return all(roster.groups.get(id) ?? []);
    case 'role': {
      const [holder, ...deputies] = roster.roles.get(id) ?? [];
      return holder === undefined ? { people: [], leftOut: [] } : whoFor(roster, holder, at, deputies);
    }
    case 'rota': {
      const rota = roster.rotas.get(id);
      const shift = rota && onDuty(rota, at, roster.zone);
      // Who is on duty and away without a stand-in is followed by the others in the order of their turns.
      const next = rota ? rota.people.slice(rota.people.indexOf(shift?.contactId ?? '') + 1).concat(rota.people) : [];
      return shift ? whoFor(roster, shift.contactId, at, next) : { people: [], leftOut: [] };
    }
  }
}

const once = <T extends { readonly contactId: string }>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [item.contactId, item])).values(),
];

/** No address that a channel reaches: a step that is left with such people only does not wait. */
const unreachable = (roster: Roster, people: readonly Recipient[]): LeftOut[] =>
  people
    .filter(({ contactId, addresses }) => !roster.onDevices.has(contactId) && !addresses.some(({ kind }) => roster.reachable.has(kind)))
    .map(({ contactId, name }) => ({ contactId, name, why: 'unreachable', standIn: null }));

export type Planned = {
  readonly steps: AlertRequest['steps'];
  readonly needed: number;
  /** By step, numbered from 1. */
  readonly leftOut: readonly (LeftOut & { readonly step: number })[];
};

type Wanted = { readonly delay: Duration; readonly of: (at: Instant) => Found };

function planned(roster: Roster, wanted: readonly Wanted[], needed: number, now: Instant): Planned {
  const found = wanted.map(({ delay, of }) => {
    const { people, leftOut } = of(plus(now, delay));
    const unique = once(people);
    return { delay, people: unique, leftOut: once([...leftOut, ...unreachable(roster, unique)]) };
  });
  const everyone = new Set(found.flatMap(({ people }) => people.map(({ contactId }) => contactId)));
  return {
    steps: found.map(({ delay, people }) => ({ delayMs: delay, recipients: people })),
    // More acknowledgements than people would escalate for ever.
    needed: Math.max(1, Math.min(needed, everyone.size)),
    leftOut: found.flatMap(({ leftOut }, i) => leftOut.map((one) => ({ ...one, step: i + 1 }))),
  };
}

/** Whom the policy means, step by step: each as it will be when the step's time comes. */
export const byPolicy = (policy: PolicyContents, roster: Roster, now: Instant): Planned =>
  planned(
    roster,
    roundsOf(policy).map(({ delay, targets }) => ({
      delay,
      of: (at) => {
        const found = targets.map((target) => meantBy(roster, target, at));
        return { people: found.flatMap(({ people }) => people), leftOut: found.flatMap(({ leftOut }) => leftOut) };
      },
    })),
    policy.needed,
    now,
  );

/** Steps that name people already, without those who are away. */
export const withoutAbsent = (steps: AlertRequest['steps'], roster: Roster, now: Instant): Planned => {
  const named = new Map(steps.flatMap(({ recipients }) => recipients).map((one) => [one.contactId, one]));
  const known: Roster = { ...roster, contacts: new Map([...roster.contacts, ...named]) };
  return planned(
    known,
    steps.map(({ delayMs, recipients }) => ({
      delay: delayMs as Duration,
      of: (at) => {
        const found = recipients.map(({ contactId }) => whoFor(known, contactId, at));
        return { people: found.flatMap(({ people }) => people), leftOut: found.flatMap(({ leftOut }) => leftOut) };
      },
    })),
    1,
    now,
  );
};

/** Does this reach anybody at all? */
export const reachesSomebody = ({ steps }: Planned): boolean => steps.some(({ recipients }) => recipients.length > 0);
