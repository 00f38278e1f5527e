import type { Bilingual } from '../../../kernel/languages.ts';
import { connectTcp } from '../../../outbound/connect.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import { connectTls } from '../../../outbound/tls.ts';
import type { Outcome } from '../alerting.ts';
import type { Look } from '../channel.ts';
import { askPeer, below, hostOf, type PeerAnswer } from './peer.ts';
import { because } from './refusal.texts.ts';
import { refused, unreached } from './unreached.ts';

/** Somebody else's server is asked three times less often than the own folders, as long as it answers. */
export const OTHERS_EVERY_MS = 55_000;

/** What the looks see; the sentence stands beside the channel. */
export const WATCHED = {
  door: {
    de: 'Geprüft wird jede Minute nur, ob der Dienst erreichbar ist (Name, Verbindung, Zertifikat); ob er Nachrichten annimmt, zeigt erst eine Testnachricht.',
    en: 'Each minute only whether the service can be reached is checked (name, connection, certificate); whether it takes messages shows in a test message.',
  },
  login: {
    de: 'Geprüft wird jede Minute, ob der Dienst antwortet und die Anmeldung gilt.',
    en: 'Each minute it is checked whether the service answers and the login holds.',
  },
  answers: {
    de: 'Geprüft wird jede Minute, ob der Dienst antwortet; ob er Nachrichten annimmt, zeigt erst eine Testnachricht.',
    en: 'Each minute it is checked whether the service answers; whether it takes messages shows in a test message.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

const lookOf = (outcome: Outcome | undefined, host: string): Look => {
  if (outcome === undefined || outcome.kind === 'handed-over') return { ok: true };
  return { ok: false, reason: outcome.kind === 'refused' ? outcome.reason : because.timeout(host) };
};

type Question = {
  readonly url: string;
  /** Below the address that was set up. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the answer says against the channel; undefined = nothing. */
  readonly trouble: (answer: Extract<PeerAnswer, { reached: true }>, host: string) => Outcome | undefined;
};

/** Asks a question that changes nothing and costs nothing. */
export async function lookByAsking({ url, path, headers = {}, trouble }: Question, signal: AbortSignal): Promise<Look> {
  const host = hostOf(url);
  const answer = await askPeer(below(url, path), { method: 'GET', headers: { accept: 'application/json', ...headers }, signal });
  return lookOf(answer.reached ? trouble(answer, host) : answer.outcome, host);
}

/** A proxy in front may let nothing but messages through: only an answer that says that the server is ill speaks against it. */
export const onlyIll = ({ status }: { readonly status: number }, host: string): Outcome | undefined =>
  status >= 500 ? refused(because.status(host, status)) : undefined;

/** Where nothing may be asked: does the name resolve, does somebody take the connection, and does the certificate hold? Nothing is sent. */
export async function lookAtDoor(url: string, signal: AbortSignal, ca?: string): Promise<Look> {
  const { protocol, hostname, port, host } = new URL(url);
  const to = { host: hostname.replaceAll(/[[\]]/g, ''), port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port) };
  const reach = { policy: { kind: 'configured' }, signal } as const;
  try {
    const door =
      protocol === 'http:'
        ? await connectTcp(to, reach)
        : await connectTls(to, { ...reach, ...(ca === undefined ? {} : { caExtra: [ca] }) });
    door.socket.destroy();
    return { ok: true };
  } catch (error) {
    if (error instanceof OutboundError) return lookOf(unreached(error, host), host);
    throw error;
  }
}
