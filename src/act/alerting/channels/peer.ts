import { z } from 'zod';
import type { Policy } from '../../../outbound/address.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import { httpRequest } from '../../../outbound/http.ts';
import type { Outcome } from '../alerting.ts';
import { because } from './refusal.texts.ts';
import { refused, unreached } from './unreached.ts';

export const PEER_DEADLINE_MS = 15_000;

const HERE = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Where a peer with a login or a key is found. Without encryption only on this very machine: elsewhere whoever listens on the
 * network would have the key.
 */
export const PeerUrl = z
  .url({ protocol: /^https?$/, error: 'must be a web address that begins with https://' })
  .max(500)
  .refine((text) => {
    const url = URL.parse(text);
    return url?.protocol === 'https:' || HERE.test(url?.hostname ?? '');
  }, 'must begin with https://, because user, password or key would cross the network readable');

export const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;

/** One path below the address that was set up. */
export const below = (base: string, path: string): string => `${base.replace(/\/+$/, '')}${path}`;

export const hostOf = (url: string): string => URL.parse(url)?.host ?? '?';

type Question = {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly ca?: string | undefined;
  /** Where it may lead; what somebody has set up may lead anywhere. */
  readonly policy?: Policy;
  readonly signal: AbortSignal;
};

export type PeerAnswer =
  | { readonly reached: true; readonly status: number; readonly text: string; readonly json: unknown }
  | { readonly reached: false; readonly outcome: Outcome };

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Many peers answer errors in plain words or HTML; those are told by their status.
    return undefined;
  }
};

/** Asks a peer that the settings name; what it could not be asked for comes as an outcome. Redirects are not followed. */
export async function askPeer(
  url: string,
  { method = 'POST', headers = {}, body, ca, policy = { kind: 'configured' }, signal }: Question,
): Promise<PeerAnswer> {
  try {
    const answer = await httpRequest(url, {
      policy,
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(ca === undefined ? {} : { caExtra: [ca] }),
      redirects: 0,
      maxBytes: 65_536,
      tooLarge: 'cut',
      timeoutMs: PEER_DEADLINE_MS,
      signal,
    });
    const text = Buffer.from(answer.body).toString('utf8');
    return { reached: true, status: answer.status, text, json: jsonOf(text) };
  } catch (error) {
    if (error instanceof OutboundError) return { reached: false, outcome: unreached(error, hostOf(url)) };
    throw error;
  }
}

/** What the usual error statuses mean; undefined for 2xx. */
export function statusTrouble(host: string, status: number, said: string): Outcome | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 401) return refused(because.key(host, said));
  if (status === 402) return refused(because.credit(host));
  if (status === 403) return refused(because.mayNot(host, said));
  if (status === 404 || status === 405) return refused(because.wrongPlace(host, status));
  if (status === 429) return refused(because.tooMany(host));
  return refused(said === '' ? because.status(host, status) : because.notTaken(host, said));
}
