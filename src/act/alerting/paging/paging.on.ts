import type { Tx } from '../../../db/work.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Bilingual } from '../../../kernel/languages.ts';
import { inventory } from '../../../know/inventory/inventory.store.ts';
import { organisations } from '../../../trust/organisations/organisations.store.ts';
import { checks } from '../../../watch/checks/checks.store.ts';
import { failedSince } from '../../../watch/checks/checks.ts';
import { type Meaning, subjectOf } from '../../../watch/signals/signal.ts';
import { signals } from '../../../watch/signals/signals.store.ts';
import { switchedOff } from '../../../watch/signals/switchoff.store.ts';
import { isOff } from '../../../watch/signals/switchoff.ts';
import { alertingSettings } from '../escalation/escalation.store.ts';
import { atWork, endIfOver, pagedLately, sendPage } from './paging.cases.ts';
import { concerns } from './paging.store.ts';
import { de, en } from './paging.texts.ts';
import { pageAt } from './throttle.ts';
import { waitingFor } from './waiting.ts';
import { type Nature, type Verdict, wakeRule } from './wakerule.ts';
import { isWorking, nextMorning } from './workinghours.ts';

/** Something has come up, as this room hears of it. The same `cause` while it lasts is told once. */
export type Raised = {
  readonly cause: string;
  readonly title: Bilingual;
  readonly detail: Bilingual;
  readonly nodeId: string | null;
  readonly nature: Nature;
};

async function judge(tx: Tx, { nodeId, nature }: Raised): Promise<Verdict & { readonly dueAt: 'morning' | 'page' }> {
  const { hours, wakeAbove } = await alertingSettings(tx).read();
  const { zone } = await organisations(tx).byId(tx.org);
  const working = isWorking(hours, tx.now, zone);
  // The model is asked only where its answer decides.
  const asks = nature === 'outage' && !working;
  const lasting = asks ? await concerns(tx).lasting() : [];
  const failures = lasting.flatMap((one) => (one.nodeId === null ? [] : [{ node: one.nodeId, from: one.openedAt }]));
  const impact = asks
    ? waitingFor(await inventory(tx).modelOf(), nodeId, failures, tx.now, nextMorning(hours, tx.now, zone))
    : ({ known: false } as const);
  const verdict = wakeRule(nature, impact, working, wakeAbove);
  return { ...verdict, dueAt: verdict.course === 'wait' ? 'morning' : 'page' };
}

/** Tells people now, with others, or in the morning; by the wake rule. A cause that lasts already is only counted. */
export async function hearRaised(tx: Tx, raised: Raised): Promise<void> {
  const store = concerns(tx);
  if (await store.again(raised.cause)) return;
  if (raised.nature !== 'own' && (await atWork(tx))) {
    await store.open({ ...raised, course: 'covered', woke: false, dueAt: null, because: { kind: 'incident' } });
    return;
  }
  const { course, wakes, because, dueAt } = await judge(tx, raised);
  const { hours } = await alertingSettings(tx).read();
  const { zone } = await organisations(tx).byId(tx.org);
  const due = dueAt === 'morning' ? nextMorning(hours, tx.now, zone) : pageAt(await pagedLately(tx), tx.now);
  if (!(await store.open({ ...raised, course, woke: wakes, dueAt: due, because }))) {
    await store.again(raised.cause);
    return;
  }
  if (course === 'page' && due <= tx.now) await sendPage(tx);
}

/** Raises what a look sees again and again: only the first sight counts. */
export async function raiseOnce(tx: Tx, raised: Raised): Promise<void> {
  if (!(await concerns(tx).lasts(raised.cause))) await hearRaised(tx, raised);
}

export async function hearCleared(tx: Tx, cause: string): Promise<void> {
  const over = await concerns(tx).clear(cause);
  if (over) await endIfOver(tx, over);
}

type OfCheck = { readonly checkId: string; readonly nodeId: string | null; readonly name: string };
/** A cause of its own, so that it never covers an outage of the same resource. */
const spareCause = ({ checkId }: Pick<OfCheck, 'checkId'>): string => `spare:${checkId}`;
const causeOf = ({ checkId, nodeId }: OfCheck): string => nodeId ?? `check:${checkId}`;

type DownCheck = OfCheck & { readonly reason: string; readonly spare: string | null; readonly lines: readonly string[] };

/**
 * A check has confirmed an outage. Of what we have switched off ourselves nobody is told. A dead spare line wakes nobody: it stands in the
 * morning's summary. `lines`: the names of all lines, when with this one the last is down.
 */
export async function hearCheckDown(tx: Tx, check: DownCheck): Promise<void> {
  if (isOff(await switchedOff(tx), check.nodeId)) return;
  const { spare, reason, name, nodeId, lines } = check;
  const offline = lines.length > 1;
  const outage = { de: offline ? de.offline : de.down(name), en: offline ? en.offline : en.down(name) };
  const title = spare === null ? outage : { de: de.spareDead(spare), en: en.spareDead(spare) };
  const nature = spare === null ? 'outage' : 'info';
  const cause = spare === null ? causeOf(check) : spareCause(check);
  await hearRaised(tx, { cause, title, detail: { de: reason, en: reason }, nodeId, nature });
}

/** A check sees it again; over only when no other check of the same thing still fails. */
export async function hearCheckUp(tx: Tx, check: OfCheck): Promise<void> {
  const { nodeId, checkId } = check;
  await hearCleared(tx, spareCause(check));
  if (nodeId !== null) {
    const others = (await checks(tx).list()).filter((one) => one.nodeId === nodeId && one.id !== checkId);
    if (others.some(({ state }) => failedSince(state) !== null)) return;
  }
  await hearCleared(tx, causeOf(check));
}

/** A signal of another watcher, as this room hears of it. */
type HeardSignal = {
  readonly signalId: Id;
  readonly sender: string;
  readonly nodeId: string | null;
  readonly title: string;
  readonly meaning: Meaning;
};

/** What a meaning is to who may be woken; the others are no reason to tell anybody. */
const natureOf: Readonly<Partial<Record<Meaning, Nature>>> = { outage: 'outage', suspicion: 'attack' };

/** Another watcher says that something is down, or that it looks like an attack. */
export async function hearSignalOpened(tx: Tx, { signalId, sender, nodeId, title, meaning }: HeardSignal): Promise<void> {
  const nature = natureOf[meaning];
  if (nature === undefined) return;
  if (nature === 'outage' && isOff(await switchedOff(tx), nodeId)) return;
  const detail = { de: sender, en: sender };
  await hearRaised(tx, { cause: subjectOf({ id: signalId, nodeId }), title: { de: title, en: title }, detail, nodeId, nature });
}

/** What is to be mended before it is needed: it stands in the morning's summary. */
export async function hearToMend(tx: Tx, { signalId, nodeId, title }: HeardSignal): Promise<void> {
  const cause = subjectOf({ id: signalId, nodeId });
  await hearRaised(tx, { cause, title: { de: title, en: title }, detail: { de: '', en: '' }, nodeId: null, nature: 'info' });
}

/** Over only when no other signal of the same thing is open. */
export async function hearSignalCleared(tx: Tx, { signalId, nodeId, meaning }: HeardSignal): Promise<void> {
  const cause = subjectOf({ id: signalId, nodeId });
  const others = await signals(tx).openWith([meaning]);
  if (!others.some((one) => one.id !== signalId && subjectOf(one) === cause)) await hearCleared(tx, cause);
}
