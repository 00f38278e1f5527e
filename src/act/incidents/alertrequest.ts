import { z } from 'zod';
import { duration, MINUTE } from '../../kernel/instant.ts';
import { Bilingual } from '../../kernel/languages.ts';
import { type FrozenContact, type FrozenPlan, FrozenContact as Recipient } from './frozen.ts';
import { de, en } from './incidents.texts.ts';
import { type Incident, type IncidentPolicy, Mode } from './incidents.ts';

/** Whom to alert and with what words; the alerting hears it with the event `incident.opened`. */
export const AlertRequest = z.object({
  source: z.object({ kind: z.literal('incident'), id: z.string() }),
  mode: Mode,
  subject: Bilingual,
  text: Bilingual,
  steps: z.array(
    z.object({
      delayMs: z.number().int().min(0),
      recipients: z.array(z.object({ contactId: z.string(), ...Recipient.omit({ id: true }).shape })),
    }),
  ),
});
export type AlertRequest = z.infer<typeof AlertRequest>;

const unique = (contacts: readonly FrozenContact[]): FrozenContact[] => [
  ...new Map(contacts.map((contact) => [contact.id, contact])).values(),
];

/**
 * First those who hold a role of the crisis team (or their first deputy where nobody does), then, when nobody has
 * acknowledged in time, the deputies. Without any role everyone in `fallback` is alerted at once: too many beats nobody.
 */
export function stepsOf(plan: FrozenPlan | null, fallback: readonly FrozenContact[], policy: IncidentPolicy): AlertRequest['steps'] {
  const team = (plan?.roles ?? []).filter((role) => role.inCrisisTeam && role.contacts.length > 0);
  const first = unique(team.flatMap((role) => role.contacts.slice(0, 1)));
  const second = unique(team.flatMap((role) => role.contacts.slice(1))).filter((contact) => !first.some((one) => one.id === contact.id));
  const recipients = (contacts: readonly FrozenContact[]) => contacts.map(({ id, ...contact }) => ({ contactId: id, ...contact }));
  if (first.length === 0) return [{ delayMs: 0, recipients: recipients(unique(fallback)) }];
  const delayMs = duration(policy.escalateAfterMinutes * MINUTE);
  return [{ delayMs: 0, recipients: recipients(first) }, ...(second.length > 0 ? [{ delayMs, recipients: recipients(second) }] : [])];
}

/** The alert of an incident that has just opened. */
export function alertOf(incident: Incident, fallback: readonly FrozenContact[], policy: IncidentPolicy): AlertRequest {
  const text = (t: typeof de) =>
    incident.origin.kind !== 'raised'
      ? t.alertOutage(incident.title, incident.origin.reason)
      : t.alertRaised(incident.title, incident.origin.by);
  return {
    source: { kind: 'incident', id: incident.id },
    mode: incident.mode,
    subject: { de: de.alertSubject(incident.title), en: en.alertSubject(incident.title) },
    text: { de: text(de), en: text(en) },
    steps: stepsOf(incident.plan, fallback, policy),
  };
}
