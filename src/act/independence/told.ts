import { de as alertingDe, en as alertingEn } from '../alerting/alerting.texts.ts';
import { type de, en } from './independence.texts.ts';
import type { Found, Purpose, Shared, Verdict } from './independence.ts';
import type { Lifeline } from './lifelines.ts';

type Texts = typeof de;
type Named = { readonly key: string; readonly name: string };

/** A way with how it stands. */
type Way = Lifeline & Found;
type View = {
  readonly verdict: Verdict;
  readonly purposes: readonly (Found & { readonly purpose: Purpose; readonly ways: readonly Way[] })[];
  readonly itself: readonly Way[];
  readonly nodes: readonly Named[];
};

/** More names than this nobody reads in a sentence. */
const MOST_NAMES = 3;

/** What a way is about: its purpose, or the aspect of krisenfest itself. */
export const topicOf = ({ of, aspect }: Pick<Lifeline, 'of' | 'aspect'>) => (of === 'self' ? (aspect ?? 'machine') : of);

/** `E-Mail „Hausmail“`, `Notfall-Website`, `krisenfest: Domäne`. */
export function nameOf(way: Pick<Lifeline, 'of' | 'aspect' | 'kind' | 'name'>, t: Texts): string {
  if (way.of === 'self') return t.aspect[way.aspect ?? 'machine'];
  if (way.of !== 'alarm') return t.purpose[way.of];
  const words = t === en ? alertingEn.channel : alertingDe.channel;
  const word = words[way.kind ?? ''] ?? way.kind ?? '';
  // It begins a line. A name that its makers write small stays small.
  return `${word === 'ntfy' ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`}: ${way.name}`;
}

export const standingText = ({ standing }: Pick<Found, 'standing'>, t: Texts): string => t.standing[standing];

/** What it rests on, by name; empty while nobody knows. */
export function restsText({ rests }: Pick<Lifeline, 'rests'>, nodes: readonly Named[], t: Texts): string {
  if (rests.kind !== 'on') return '';
  if (rests.nodes.length === 0) return t.restsOnNothing;
  return rests.nodes.map((key) => nodes.find((node) => node.key === key)?.name ?? key).join(', ');
}

function takenWith(shared: readonly Shared[], t: Texts): string {
  const [first] = shared;
  if (shared.length === 1 && first) return t.sentence.one(first.name);
  const names = shared.slice(0, MOST_NAMES).map(({ name }) => name);
  const rest = shared.length - names.length;
  return t.sentence.some(rest > 0 ? t.sentence.more(names.join(', '), rest) : names.join(', '));
}

/** The one sentence about a way. */
export function sentence({ standing, shared, vague, rests, origin }: Way, t: Texts): string {
  if (shared.length > 0) return takenWith(shared, t);
  switch (standing) {
    case 'absent':
      return t.sentence.absent;
    case 'unknown':
      if (rests.kind === 'on') return vague.length > 0 ? t.sentence.vague(vague.join(', ')) : t.sentence.noModel;
      if (origin.kind === 'derived') return t.sentence.noSite;
      return origin.kind === 'said' ? t.sentence.stale : t.sentence.nobody;
    case 'independent':
    case 'place':
    case 'shared':
      return rests.kind === 'on' && rests.nodes.length === 0 ? t.sentence.independentNothing : t.sentence.independent;
  }
}

/** What to change, or what to say; null where nothing is to be done. */
export function advice(way: Pick<Way, 'of' | 'aspect' | 'standing' | 'rests'>, t: Texts): string | null {
  const topic = topicOf(way);
  if (way.standing === 'shared') return t.change[topic];
  return way.standing === 'unknown' && way.rests.kind !== 'on' ? t.ask[topic] : null;
}

/** The headline: the gravest thing first. */
export function headline({ verdict, purposes, itself, nodes }: View, t: Texts): string {
  if (verdict === 'ready') return t.ready;
  if (nodes.length === 0) return t.emptyModel;
  const alarm = purposes.find(({ purpose }) => purpose === 'alarm');
  if (alarm?.standing === 'absent') return t.noAlarm;
  const lost = purposes.find((one) => one.standing === 'shared');
  const [first] = lost?.shared ?? [];
  if (lost && first) return t.lost[lost.purpose](first.name);
  const own = itself.filter(({ standing }) => standing === 'shared').map((way) => nameOf(way, t));
  if (own.length > 0) return t.itself(own.join(', '));
  return t.open([...purposes.flatMap(({ ways }) => ways), ...itself].filter(({ standing }) => standing === 'unknown').length);
}
