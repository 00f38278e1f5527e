import { z } from 'zod';

/** Why a connection did not come about: the codes of `OutboundError`. */
export const Fault = z.enum([
  'bad-url',
  'dns-failed',
  'refused-address',
  'connect-refused',
  'unreachable',
  'timeout',
  'aborted',
  'tls-expired',
  'tls-name-mismatch',
  'tls-untrusted',
  'tls-failed',
  'too-large',
  'too-many-redirects',
  'bad-answer',
  'closed',
]);
export type Fault = z.infer<typeof Fault>;

const bare = <const Code extends string>(code: Code) => z.object({ code: z.literal(code) });
/** A sentence of somebody else (a recording, a scan kept before there were codes), shown as it was written. */
const AsWritten = z.object({ code: z.literal('as-written'), text: z.string() });
const Count = z.number().int().nonnegative();

/** Why a question got no answer that is of use. */
export const Failure = z.discriminatedUnion('code', [
  /** `said` is the English sentence with the host and what it did. */
  z.object({ code: z.literal('no-connection'), fault: Fault, said: z.string() }),
  z.object({ code: z.literal('status'), status: z.number().int() }),
  bare('no-answer'),
  bare('not-in-recording'),
  AsWritten,
]);
export type Failure = z.infer<typeof Failure>;

/** What a scan could not look at. */
export const Subject = z.discriminatedUnion('code', [
  bare('everything'),
  bare('dns'),
  z.object({ code: z.literal('dns-record'), type: z.string(), name: z.string() }),
  z.object({ code: z.literal('dns-name'), name: z.string() }),
  bare('more-names'),
  z.object({ code: z.literal('usual-names'), count: Count }),
  z.object({ code: z.literal('spf'), domain: z.string() }),
  bare('home-page'),
  bare('home-address'),
  bare('mta-sts'),
  bare('privacy'),
  bare('imprint'),
  z.object({ code: z.literal('page'), url: z.string() }),
  z.object({ code: z.literal('rest-of-page'), url: z.string() }),
  bare('tenant'),
  bare('registrar'),
  bare('network-owners'),
  bare('rest'),
  AsWritten,
]);
export type Subject = z.infer<typeof Subject>;

/** Why it could not. */
export const Reason = z.discriminatedUnion('code', [
  ...Failure.options,
  z.object({ code: z.literal('at-address'), url: z.string(), failure: Failure }),
  bare('no-domain'),
  bare('nobody-answered'),
  z.object({ code: z.literal('questions-used-up'), most: Count }),
  bare('questions-limited'),
  z.object({ code: z.literal('requests-limited'), most: Count }),
  bare('too-large'),
  bare('too-many-records'),
  bare('cname-circle'),
  z.object({ code: z.literal('cname-chain'), most: Count }),
  bare('spf-circle'),
  bare('spf-missing'),
  bare('spf-too-deep'),
  /** More than one SPF record is an error of the domain (RFC 7208 §4.5). */
  z.object({ code: z.literal('spf-several'), count: Count }),
  z.object({ code: z.literal('not-linked'), usual: z.string() }),
  bare('not-asked-for'),
  bare('not-understood'),
  bare('no-registry'),
  bare('not-published'),
  bare('stopped'),
  z.object({ code: z.literal('time-over'), seconds: z.number() }),
]);
export type Reason = z.infer<typeof Reason>;

/** Something a scan could not check, and why. */
export const NotChecked = z.object({ what: Subject, why: Reason });
export type NotChecked = z.infer<typeof NotChecked>;

/** How scans were kept before there were codes: two English sentences. */
export const WrittenNotChecked = z
  .object({ what: z.string(), why: z.string() })
  .transform(({ what, why }): NotChecked => ({ what: { code: 'as-written', text: what }, why: { code: 'as-written', text: why } }));
