import type { Id } from '../../../kernel/id.ts';
import { type Contact, phoneOf } from '../../../prepare/contacts/contacts.ts';
import { type CrisisRole, inRoleOrder } from '../../../prepare/roles/roles.ts';

/** Somebody with the numbers to dial, the best one first (E.164); without any nobody can ring her. */
export type Callee = { readonly id: Id; readonly name: string; readonly company: string; readonly numbers: readonly string[] };

/** One of the crisis team: whom to ring instead when she is not reached, and whom she rings when she is. */
export type Link = {
  /** Names of the roles she holds; empty for somebody who holds none. */
  readonly roles: readonly string[];
  readonly person: Callee;
  readonly deputies: readonly Callee[];
  readonly calls: readonly Callee[];
};

/**
 * A telephone chain on paper: whoever notices rings the first; the first rings the other links; each link rings her own list. Whoever
 * is not reached is replaced by a deputy, else by who has rung: she takes over the list.
 */
export type CallTree = {
  readonly links: readonly Link[];
  /** Of other firms: provider, insurer, police. */
  readonly outside: readonly Callee[];
  /** Cannot be rung: no number. */
  readonly unreachable: readonly Callee[];
};

const numbersOf = (contact: Contact): string[] => {
  const first = phoneOf(contact);
  const all = contact.addresses.filter(({ kind }) => kind === 'phone' || kind === 'sms').map(({ value }) => value);
  return [...new Set([...(first === undefined ? [] : [first]), ...all])];
};
const calleeOf = (contact: Contact): Callee => ({
  id: contact.id,
  name: contact.name,
  company: contact.company,
  numbers: numbersOf(contact),
});
const canBeRung = ({ numbers }: Callee): boolean => numbers.length > 0;

type Draft = { roles: string[]; person: Callee; deputies: Callee[] };

/** The links: who holds a role of the crisis team, the first that can be rung; whoever holds several is one link. */
function draftsOf(roles: readonly CrisisRole[], people: ReadonlyMap<Id, Callee>): Draft[] {
  const drafts: Draft[] = [];
  for (const { name, holder, deputies } of inRoleOrder(roles.filter(({ inCrisisTeam }) => inCrisisTeam))) {
    const [person, ...others] = [...new Set([...(holder === null ? [] : [holder]), ...deputies])].flatMap((id) => {
      const callee = people.get(id);
      return callee && canBeRung(callee) ? [callee] : [];
    });
    if (!person) continue;
    const known = drafts.find((one) => one.person.id === person.id);
    if (known) {
      known.roles.push(name);
      known.deputies.push(...others.filter((one) => !known.deputies.includes(one)));
    } else drafts.push({ roles: [name], person, deputies: others });
  }
  return drafts;
}

/**
 * The chain from roles and contacts. `first`: whom the escalation policy in use alerts first, in its order; without roles they are the
 * links, and without both everybody of the house is. Everybody of the house who is in no link is on exactly one list, shared out evenly.
 */
export function callTreeOf(roles: readonly CrisisRole[], contacts: readonly Contact[], first: readonly Id[]): CallTree {
  const everybody = contacts.map(calleeOf);
  const people = new Map(everybody.map((one) => [one.id, one]));
  const rung = everybody.filter(canBeRung);
  const drafts = draftsOf(roles, people);
  if (drafts.length === 0) {
    const meant = first.flatMap((id) => rung.find((one) => one.id === id) ?? []);
    const house = rung.filter(({ company }) => company === '');
    for (const person of meant.length > 0 ? meant : house.slice(0, 1)) drafts.push({ roles: [], person, deputies: [] });
  }
  const placed = new Set(drafts.flatMap(({ person, deputies }) => [person.id, ...deputies.map(({ id }) => id)]));
  const rest = rung.filter(({ id, company }) => company === '' && !placed.has(id));
  // The first has the other links to ring; so her list is the shortest.
  const load = drafts.map((_, n) => (n === 0 ? drafts.length - 1 : 0));
  const lists = drafts.map((): Callee[] => []);
  for (const one of rest) {
    const least = load.indexOf(Math.min(...load));
    lists[least]?.push(one);
    load[least] = (load[least] ?? 0) + 1;
  }
  return {
    links: drafts.map((draft, n) => ({ ...draft, calls: lists[n] ?? [] })),
    outside: rung.filter(({ id, company }) => company !== '' && !placed.has(id)),
    unreachable: everybody.filter((one) => !canBeRung(one)),
  };
}
