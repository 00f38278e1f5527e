import { connectTcp } from '../../../outbound/connect.ts';
import { deadline } from '../../../outbound/deadline.ts';
import { OutboundError, type PeerCertificate } from '../../../outbound/failure.ts';
import { type LineTalk, lineTalk } from '../../../outbound/lines.ts';
import { connectTls, type TlsTrust } from '../../../outbound/tls.ts';
import type { Observation, Phases } from '../observation.ts';
import { down, failed } from './faults.ts';
import { asciiHost, type Encryption } from './fields.ts';
import type { ProbeContext } from './probe.ts';
import { reachOf } from './reach.ts';
import { Verdict } from './verdict.ts';

/** What a conversation has to hand while it lasts. */
export type Conversation = {
  readonly talk: LineTalk;
  readonly host: string;
  readonly trust: TlsTrust;
  /** Where times and the certificate are written down as they become known. */
  readonly seen: { phases: Phases; certificate: PeerCertificate | null };
  /** Milliseconds since the look began. */
  ms(): number;
};

/**
 * Opens a connection and lets `hold` talk on it, within the time of the measurement. A `Verdict` thrown by `hold` is a fault of the
 * target; everything else is judged like every other probe's.
 */
export async function converse(
  to: { readonly host: string; readonly port: number; readonly security: Encryption },
  context: ProbeContext,
  hold: (conversation: Conversation) => Promise<Observation>,
): Promise<Observation> {
  const { policy, names, caExtra } = context.outbound;
  const host = asciiHost(to.host);
  const run = { context, host, names: names.forOneRun(policy) };
  const started = performance.now();
  const ms = () => performance.now() - started;
  const limit = deadline(context.timeoutMs, context.signal, `${host}:${to.port}`);
  const trust = { caExtra };
  const reach = { ...reachOf(context, run.names), timeoutMs: limit.left(), signal: limit.signal };
  let talk: LineTalk | undefined;
  try {
    const address = { host, port: to.port };
    const seen: Conversation['seen'] = { phases: {}, certificate: null };
    if (to.security === 'tls') {
      const opened = await connectTls(address, { ...reach, ...trust });
      seen.phases = { dns: opened.dnsMs, connect: opened.connectMs, tls: opened.tlsMs };
      seen.certificate = opened.certificate;
      talk = lineTalk(opened.socket, `${host}:${to.port}`, limit);
    } else {
      const opened = await connectTcp(address, reach);
      seen.phases = { dns: opened.dnsMs, connect: opened.connectMs };
      talk = lineTalk(opened.socket, `${host}:${to.port}`, limit);
    }
    return await hold({ talk, host, trust, seen, ms });
  } catch (error) {
    if (error instanceof Verdict) return down(error.detail, ms());
    // The limit ends waiting steps with its own reason: a time that ran out says more than a socket that was closed for it.
    try {
      limit.check();
    } catch (ended) {
      if (ended instanceof OutboundError) return failed(ended, run, ms());
      throw ended;
    }
    return failed(error, run, ms());
  } finally {
    talk?.close();
    limit.done();
  }
}
