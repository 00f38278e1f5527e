import { z } from 'zod';
import { DAY, type Instant, instant, plus } from '../../kernel/instant.ts';
import type { Meaning, Severity } from './signal.ts';

const At = z.number().int().transform(instant);

/** Who sends: which form its messages have (see `mappings/`). Wazuh 4 and 5 are told apart by the message itself. */
export const SourceKind = z.enum(['alertmanager', 'uptimekuma', 'wazuh', 'crowdsec', 'fail2ban', 'suricata', 'generic']);
export type SourceKind = z.infer<typeof SourceKind>;

/** The mappings that read the messages of a kind, tried in this order. */
export const MAPPINGS_OF: Readonly<Record<SourceKind, readonly string[]>> = {
  alertmanager: ['alertmanager'],
  uptimekuma: ['uptimekuma'],
  wazuh: ['wazuh4', 'wazuh5'],
  crowdsec: ['crowdsec'],
  fail2ban: ['fail2ban'],
  suricata: ['suricata'],
  generic: ['generic'],
};

/** What a critical message of the source means here; a person decides. */
export const Critical = z.enum(['outage', 'suspicion', 'data-loss', 'note']);
export type Critical = z.infer<typeof Critical>;

/** Watching tools report outages, Wazuh's upper levels deserve the question, an intrusion detection at the line is loud by nature. */
export const criticalOf = (kind: SourceKind): Critical =>
  kind === 'alertmanager' || kind === 'uptimekuma' || kind === 'generic' ? 'outage' : kind === 'wazuh' ? 'suspicion' : 'note';

/** Kinds that never tell the end of anything: time ends it. */
const endless: readonly SourceKind[] = ['wazuh', 'crowdsec', 'suricata'];
export const clearAfterOf = (kind: SourceKind): number | null => (endless.includes(kind) ? DAY : null);

/**
 * How a sender proves who it is: by a signature over each message (Standard Webhooks), or by a token it sends along. Signing needs the
 * secret itself, so it is sealed; of a token the hash is enough. `previous`: still good until then, so that the sender can be changed in peace.
 */
export const Proof = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed'), sealed: z.string(), previous: z.object({ sealed: z.string(), until: At }).nullable() }),
  z.object({ kind: z.literal('token'), hash: z.string(), previous: z.object({ hash: z.string(), until: At }).nullable() }),
]);
export type Proof = z.infer<typeof Proof>;

/** How long the secret before is good after a change. */
export const OVERLAP = DAY;

/** Why a message was not taken, as the sources page says it. */
export const RefusalCode = z.enum([
  'header-missing',
  'header-malformed',
  'too-old',
  'too-new',
  'wrong-signature',
  'token-missing',
  'wrong-token',
  'too-large',
  'too-many',
  'not-json',
  'not-understood',
]);
export type RefusalCode = z.infer<typeof RefusalCode>;

export const Refusal = z.object({ at: At, code: RefusalCode });

/** A sender. `expectMs`: how often it is to be heard at least; null = its silence says nothing. */
export type Source = {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly proof: Proof;
  readonly critical: Critical;
  readonly clearAfterMs: number | null;
  readonly expectMs: number | null;
  readonly heardAt: Instant | null;
  readonly silent: boolean;
  readonly messages: number;
  readonly refusal: z.infer<typeof Refusal> | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
};

/** Only what is critical can mean more than a line in the list. */
export const meaningOf = ({ critical }: Pick<Source, 'critical'>, severity: Severity): Meaning =>
  severity === 'critical' ? critical : 'note';

/** When its silence becomes a signal, counted from when it was last heard, by our clock. */
export const silenceDueAt = ({ expectMs }: Pick<Source, 'expectMs'>, heardAt: Instant): Instant | null =>
  expectMs === null ? null : plus(heardAt, expectMs);
