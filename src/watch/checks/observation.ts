import { z } from 'zod';
import { DeviceDetail } from './devicedetail.ts';
import { DomainDetail } from './domaindetail.ts';
import { MailDetail } from './maildetail.ts';
import { ScriptDetail } from './scriptresult.ts';

const Text = z.string().max(2000);
const Values = z.array(Text).max(50);
const count = z.number().int().nonnegative();
/** Charge of a battery in per cent, and how long it lasts in ms; null: it does not say. */
const Share = count.max(100).nullable();
const Left = count.nullable();
/** Milliseconds since 1970. */
const At = z.number().int();

/**
 * What a probe has seen, as a stable code with its facts; the words for it are in `checks.texts.ts`. Nothing in it may be
 * a secret: it is shown, exported, and told to other rooms.
 */
export const Detail = z.discriminatedUnion('code', [
  // The target answers as it should.
  z.object({ code: z.literal('http-ok'), status: count }),
  z.object({ code: z.literal('redirects-as-wanted'), status: count, to: Text }),
  z.object({ code: z.literal('port-open') }),
  z.object({ code: z.literal('echo-answered') }),
  z.object({ code: z.literal('dns-found'), values: Values }),
  z.object({ code: z.literal('certificate-valid'), until: At, issuer: Text }),
  z.object({ code: z.literal('server-greets'), says: Text }),
  z.object({ code: z.literal('ups-online'), charge: Share, runtimeMs: Left }),
  z.object({ code: z.literal('heartbeat-came'), at: At }),
  z.object({ code: z.literal('backup-fresh'), at: At, name: Text, bytes: count.nullable() }),
  // It answers, but something is coming.
  z.object({ code: z.literal('heartbeat-late'), expectedAt: At }),
  z.object({ code: z.literal('ups-battery-weak'), charge: Share, runtimeMs: Left }),
  z.object({ code: z.literal('ups-battery-old') }),
  z.object({ code: z.literal('certificate-expires'), until: At, issuer: Text }),
  // It does not answer as it should: the target's fault.
  z.object({ code: z.literal('http-status'), status: count, expected: Text }),
  z.object({ code: z.literal('text-missing'), text: Text }),
  /** `found` null: the answer has no such value, or is no JSON. */
  z.object({ code: z.literal('json-different'), at: Text, found: Text.nullable(), expected: Text }),
  z.object({ code: z.literal('redirected'), status: count, to: Text, expected: Text.nullable() }),
  z.object({ code: z.literal('too-many-redirects') }),
  z.object({ code: z.literal('certificate-expired'), until: At.nullable() }),
  z.object({ code: z.literal('certificate-name'), names: Values }),
  z.object({ code: z.literal('certificate-untrusted'), problem: Text }),
  z.object({ code: z.literal('tls-failed') }),
  z.object({ code: z.literal('refused') }),
  z.object({ code: z.literal('unreachable') }),
  /** `hint`: what may be wrong, where silence is the answer to a wrong setting. */
  z.object({ code: z.literal('timeout'), afterMs: count, hint: z.enum(['snmp', 'snmp-community', 'smtp', 'imap']).optional() }),
  z.object({ code: z.literal('closed') }),
  z.object({ code: z.literal('bad-answer'), says: Text }),
  z.object({ code: z.literal('name-not-found'), name: Text }),
  z.object({ code: z.literal('name-broken'), name: Text }),
  z.object({ code: z.literal('dns-missing'), rcode: Text }),
  z.object({ code: z.literal('dns-different'), values: Values, expected: Text }),
  z.object({ code: z.literal('dns-refused') }),
  z.object({ code: z.literal('server-refuses'), says: Text }),
  z.object({ code: z.literal('starttls-missing') }),
  z.object({ code: z.literal('ups-on-battery'), charge: Share, runtimeMs: Left }),
  z.object({ code: z.literal('ups-battery-low'), charge: Share, runtimeMs: Left }),
  z.object({ code: z.literal('ups-off') }),
  z.object({ code: z.literal('ups-silent') }),
  z.object({ code: z.literal('ups-unknown'), name: Text }),
  z.object({ code: z.literal('heartbeat-missed'), expectedAt: At, lastAt: At.nullable() }),
  z.object({ code: z.literal('heartbeat-failed'), at: At, says: Text }),
  z.object({ code: z.literal('heartbeat-too-long'), since: At, mostMs: count }),
  z.object({ code: z.literal('backup-none') }),
  z.object({ code: z.literal('backup-old'), at: At, name: Text }),
  /** `added`: bytes that came into the repository since the newest backup began; `percent` of all that lies in it. */
  z.object({ code: z.literal('backup-grown'), at: At, name: Text, added: count, percent: count }),
  z.object({ code: z.literal('backup-small'), at: At, name: Text, bytes: count }),
  z.object({ code: z.literal('backup-from-future'), at: At, name: Text }),
  z.object({ code: z.literal('folder-unread'), says: Text }),
  z.object({ code: z.literal('repository-unread'), says: Text }),
  DomainDetail,
  DeviceDetail,
  MailDetail,
  ScriptDetail,
  /** The machine has no address on the line by which the check goes out. */
  z.object({ code: z.literal('line-no-address'), line: Text, via: Text }),
  /** There is no way out by this line; null: by none. */
  z.object({ code: z.literal('line-no-way'), line: Text.nullable() }),
  // Nothing can be said yet.
  z.object({ code: z.literal('heartbeat-waiting'), expectedAt: At.nullable() }),
  // Our own fault: says nothing about the target.
  z.object({ code: z.literal('resolver-dead') }),
  z.object({ code: z.literal('no-route') }),
  z.object({ code: z.literal('not-permitted') }),
  /** It would have gone out by another interface than the line's: this says nothing about the line. */
  z.object({ code: z.literal('line-bypassed'), line: Text, device: Text, used: Text }),
  z.object({ code: z.literal('aborted') }),
  z.object({ code: z.literal('out-of-sockets') }),
  z.object({ code: z.literal('not-allowed'), says: Text }),
  z.object({ code: z.literal('stalled'), forMs: count }),
  z.object({ code: z.literal('probe-failed'), says: Text }),
]);
export type Detail = z.infer<typeof Detail>;
export type DetailCode = Detail['code'];

/** `unclear`: what went wrong lies here (resolver, line, this machine), so nothing is said about the target. */
export const Outcome = z.enum(['up', 'down', 'unclear']);
export type Outcome = z.infer<typeof Outcome>;

/** Milliseconds per step of a connection, where the probe knows them. */
export const Phases = z.object({
  dns: z.number().nonnegative().optional(),
  connect: z.number().nonnegative().optional(),
  tls: z.number().nonnegative().optional(),
  firstByte: z.number().nonnegative().optional(),
});
export type Phases = z.infer<typeof Phases>;

/** One measurement. `warning` on an `up`: it works, but something is coming (a certificate that runs out). Times in ms. */
export const Observation = z.object({
  outcome: Outcome,
  warning: z.boolean(),
  ms: z.number().nonnegative(),
  detail: Detail,
  phases: Phases,
  /** It gave no answer at all, and it lies beyond the own line. */
  far: z.boolean().optional(),
});
export type Observation = z.infer<typeof Observation>;
