import { z } from 'zod';

const Text = z.string().max(2000);
const count = z.number().int().nonnegative();
/** Milliseconds since 1970. */
const At = z.number().int();

/** What is wrong with one name server. */
export const ServerFault = z.enum(['silent', 'refuses', 'not-authoritative', 'no-zone', 'no-address']);
export type ServerFault = z.infer<typeof ServerFault>;

/** Where the end of a registration is known from. */
const ExpirySource = z.enum(['registry', 'hand']);

/** What a look at the zone of a domain found: its name servers and its signatures; and what the registry says of it. */
export const DomainDetail = z.discriminatedUnion('code', [
  z.object({ code: z.literal('zone-fine'), servers: count, serial: count, signedUntil: At.nullable() }),
  z.object({ code: z.literal('zone-none'), name: Text }),
  /** `answering`: how many are as they should be. */
  z.object({
    code: z.literal('zone-servers'),
    answering: count,
    faults: z.array(z.object({ server: Text, fault: ServerFault })).max(50),
  }),
  z.object({ code: z.literal('zone-serials'), serials: z.array(z.object({ server: Text, serial: count })).max(50) }),
  z.object({ code: z.literal('zone-ns-different'), found: z.array(Text).max(50), expected: z.array(Text).max(50) }),
  z.object({ code: z.literal('dnssec-missing'), server: Text }),
  z.object({ code: z.literal('dnssec-no-ds') }),
  z.object({ code: z.literal('dnssec-ds-different') }),
  z.object({ code: z.literal('dnssec-wrong'), server: Text, covers: Text }),
  z.object({ code: z.literal('dnssec-expired'), server: Text, until: At }),
  z.object({ code: z.literal('dnssec-not-yet'), server: Text, from: At }),
  z.object({ code: z.literal('dnssec-expires'), until: At, days: count }),
  z.object({ code: z.literal('domain-registered'), until: At, days: count, source: ExpirySource }),
  z.object({ code: z.literal('domain-expires'), until: At, days: count, source: ExpirySource }),
  z.object({ code: z.literal('domain-expired'), until: At }),
  /** The date that a person entered is over, and the domain is still registered, as far as is known. */
  z.object({ code: z.literal('domain-date-passed'), until: At }),
  z.object({ code: z.literal('domain-free'), registry: Text }),
  z.object({ code: z.literal('domain-ending'), status: Text }),
  z.object({ code: z.literal('domain-held'), status: Text }),
  // Nothing can be said.
  z.object({ code: z.literal('domain-not-told'), registry: Text }),
  z.object({ code: z.literal('domain-no-registry'), ending: Text }),
  z.object({ code: z.literal('registry-no-answer'), registry: Text, says: Text }),
]);
export type DomainDetail = z.infer<typeof DomainDetail>;
