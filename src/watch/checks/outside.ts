import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { parseIp } from '../../kernel/ip.ts';
import { type CheckState, settledOf } from './checks.ts';
import type { Observation } from './observation.ts';
import { viaLine } from './silence.ts';

/** Of so many networks none must answer before it is the own line: a provider that fails takes several targets with it. */
export const NETWORKS = 3;
/** When this many are silent, the others need not be asked as well. */
const PLENTY = 10;

/**
 * The network of an address, about as large as what one provider holds: IPv4 by its first 16 bits, IPv6 by its first 32 (what RIPE gives to
 * a provider). Two addresses of one such network say no more than one.
 */
export function networkOf(address: string): string {
  const ip = parseIp(address);
  if (!ip) return address;
  return ip.family === 4 ? `${ip.value >> 24n}.${(ip.value >> 16n) & 255n}` : `${(ip.value >> 96n).toString(16)}:`;
}

/** A check of something beyond the own line that goes out as the machine chooses, as it stands. */
export type Beyond = {
  readonly id: Id;
  readonly name: string;
  readonly network: string;
  readonly state: CheckState;
  readonly lastAt: Instant | null;
  readonly last: Observation | null;
  /** When it answered last, as far as that is known. */
  readonly upAt: Instant | null;
};

/** What the checks beyond the own line say together of the way there. */
export type Outside = {
  /** When one of them answered last; 0 = never. */
  readonly answeredAt: Instant;
  /** There are targets in enough networks to judge by. */
  readonly enough: boolean;
  /** Since then enough of them were asked in vain; and there is none left to ask. */
  readonly silentEnough: boolean;
  readonly allAsked: boolean;
  /** Those that were asked in vain since. */
  readonly silent: readonly Beyond[];
  /** Those that nobody has asked since, so many that their answer decides. */
  readonly open: readonly Id[];
  /** It was told, and nobody has answered since. */
  readonly told: boolean;
};

const networks = (some: readonly Beyond[]): number => new Set(some.map(({ network }) => network)).size;

/** What is told as down, or lies behind something that is, is silent for a reason of its own. */
const isExplained = ({ state }: Beyond): boolean =>
  settledOf(state).kind === 'down' || (state.kind === 'behind' && state.because.kind !== 'site');

/** Nothing came of the last look for a reason of ours that passes. */
const PASSING: ReadonlySet<string> = new Set(['stalled', 'aborted', 'out-of-sockets']);

/** May its next answer show that there is a way? What answers wrongly, or cannot be looked at, shows nothing. */
const tells = ({ last }: Beyond): boolean => last === null || last.outcome === 'up' || viaLine(last) || PASSING.has(last.detail.code);

/** One of each network first. */
function spread(some: readonly Beyond[]): Id[] {
  const first = new Map(some.toReversed().map((one) => [one.network, one.id]));
  return [...new Set([...first.values(), ...some.map(({ id }) => id)])].slice(0, PLENTY);
}

/**
 * The own line is gone when, since the last answer from outside, targets in at least three networks were asked, none answered, and nobody is
 * left to ask. A single answer refutes it. A target that answers wrongly says neither.
 */
export function outsideSeen(all: readonly Beyond[]): Outside {
  const active = all.filter(({ state }) => state.kind !== 'paused' && state.kind !== 'maintenance');
  const answered = active.map(({ last, lastAt, upAt }) => Math.max(upAt ?? 0, last?.outcome === 'up' ? (lastAt ?? 0) : 0));
  const answeredAt = instant(answered.reduce((latest, at) => Math.max(latest, at), 0));
  const witnesses = active.filter((one) => !isExplained(one) && tells(one));
  const isSilent = ({ last, lastAt }: Beyond) => last !== null && viaLine(last) && lastAt !== null && lastAt > answeredAt;
  const silent = witnesses.filter(isSilent);
  const left = witnesses.filter((one) => !isSilent(one));
  const many = networks(silent);
  return {
    answeredAt,
    enough: networks(witnesses) >= NETWORKS,
    silentEnough: many >= NETWORKS,
    allAsked: left.length === 0 || many >= PLENTY,
    silent,
    open: spread(left),
    told: active.some(({ state }) => state.kind === 'behind' && state.because.kind === 'site' && state.since > answeredAt),
  };
}
