import type { Tx } from '../../../db/work.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Bilingual } from '../../../kernel/languages.ts';
import { inventory } from '../../../know/inventory/inventory.store.ts';
import { organisations } from '../../../trust/organisations/organisations.store.ts';
import { checks } from '../../../watch/checks/checks.store.ts';
import { failedSince } from '../../../watch/checks/checks.ts';
import type { LineDown } from '../../../watch/checks/lines.store.ts';
import { heavier, type Meaning, subjectOf } from '../../../watch/signals/signal.ts';
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

type OfCheck = Pick<LineDown, 'checkId' | 'nodeId' | 'name'>;
type Subject = { readonly signalId: Id; readonly nodeId: string | null };

/** What of other watchers is no outage but wakes whatever the model says, and as what. */
const ALARMING = { suspicion: 'attack', 'data-loss': 'data-loss' } as const;
type Alarming = keyof typeof ALARMING;
const isAlarming = (meaning: Meaning): meaning is Alarming => meaning in ALARMING;

/**
 * What can wait, an outage, an attack and a loss of data on the same thing are causes of their own: none covers another, and the end of one
 * ends no other.
 */
const causes = {
  ofCheck: ({ checkId, nodeId }: OfCheck): string => nodeId ?? `check:${checkId}`,
  spare: ({ checkId }: Pick<OfCheck, 'checkId'>): string => `spare:${checkId}`,
  outage: ({ signalId, nodeId }: Subject): string => subjectOf({ id: signalId, nodeId }),
  alarming: (meaning: Alarming, of: Subject): string => `${meaning}:${causes.outage(of)}`,
  toMend: (of: Subject): string => `mend:${causes.outage(of)}`,
};

type DownCheck = Omit<LineDown, 'since'> & { readonly lines: readonly string[]; readonly others: readonly Id[] };

/**
 * A check has confirmed an outage. Of what we have switched off ourselves nobody is told. A dead spare line wakes nobody: it stands in the
 * morning's summary, once. `lines`: the names of all lines, when with this one the last is down.
 */
export async function hearCheckDown(tx: Tx, check: DownCheck): Promise<void> {
  if (check.covered || isOff(await switchedOff(tx), check.nodeId)) return;
  const { spare, alive, reason, name, nodeId, lines, others } = check;
  const offline = lines.length > 1;
  const outage = { de: offline ? de.offline : de.down(name), en: offline ? en.offline : en.down(name) };
  const dead = spare !== null && !alive;
  const title = dead ? { de: de.spareDead(spare), en: en.spareDead(spare) } : outage;
  if (dead) for (const checkId of others) await hearCleared(tx, causes.spare({ checkId }));
  const nature = spare === null ? 'outage' : 'info';
  const cause = spare === null ? causes.ofCheck(check) : causes.spare(check);
  await hearRaised(tx, { cause, title, detail: { de: reason, en: reason }, nodeId, nature });
}

type But = { readonly checkIds?: readonly string[]; readonly signalId?: Id };

/** Does any other check, or any other watcher, still hold the thing for broken? */
async function stillBroken(tx: Tx, cause: string, but: But): Promise<boolean> {
  const open = await signals(tx).openWith(['outage']);
  if (open.some((one) => one.source !== 'checks' && one.id !== but.signalId && subjectOf(one) === cause)) return true;
  const all = await checks(tx).list();
  return all.some(
    ({ id, nodeId, name, state }) =>
      !but.checkIds?.includes(id) && failedSince(state) !== null && causes.ofCheck({ checkId: id, nodeId, name }) === cause,
  );
}

async function clearOutage(tx: Tx, cause: string, but: But): Promise<void> {
  if ((await concerns(tx).lasts(cause)) && !(await stillBroken(tx, cause, but))) await hearCleared(tx, cause);
}

/**
 * A check sees it again, or nobody looks any more: it was paused, changed or removed. `still`: a line is back, and these checks of lines are
 * down all the same; what each says is another thing now.
 */
export async function hearCheckUp(tx: Tx, check: OfCheck & { readonly still?: readonly Omit<LineDown, 'since'>[] }): Promise<void> {
  await hearCleared(tx, causes.spare(check));
  await clearOutage(tx, causes.ofCheck(check), { checkIds: [check.checkId] });
  const spares = (check.still ?? []).flatMap(({ checkId, spare }) => (spare === null ? [] : [checkId]));
  for (const line of check.still ?? []) {
    // While the firm works by another line, a spare one is no outage any more.
    if (line.spare !== null) await clearOutage(tx, causes.ofCheck(line), { checkIds: spares });
    await hearCleared(tx, causes.spare(line));
    if (line.spare !== null) await hearCheckDown(tx, { ...line, lines: [], others: [] });
  }
}

/** A signal of another watcher, as this room hears of it. */
type HeardSignal = Subject & { readonly sender: string; readonly title: string; readonly meaning: Meaning };

/** Another watcher says that something is down, or that it looks like an attack; or we have switched something off. */
export async function hearSignalOpened(tx: Tx, heard: HeardSignal): Promise<void> {
  const { meaning, nodeId, sender } = heard;
  const title = { de: heard.title, en: heard.title };
  const detail = { de: sender, en: sender };
  if (meaning === 'outage') {
    if (isOff(await switchedOff(tx), nodeId)) return;
    await hearRaised(tx, { cause: causes.outage(heard), title, detail, nodeId, nature: 'outage' });
  } else if (isAlarming(meaning))
    await hearRaised(tx, { cause: causes.alarming(meaning, heard), title, detail, nodeId, nature: ALARMING[meaning] });
  else if (meaning === 'switched-off') await fallSilent(tx, nodeId);
}

/** We have switched it off ourselves: its outage needs nobody any more, and is told anew should it still be down afterwards. */
async function fallSilent(tx: Tx, nodeId: string | null): Promise<void> {
  for (const one of await concerns(tx).lasting())
    if (one.nature === 'outage' && isOff([{ nodeId }], one.nodeId)) await hearCleared(tx, one.cause);
}

/** What is to be mended before it is needed: it stands in the morning's summary. */
export async function hearToMend(tx: Tx, heard: HeardSignal): Promise<void> {
  const title = { de: heard.title, en: heard.title };
  await hearRaised(tx, { cause: causes.toMend(heard), title, detail: { de: '', en: '' }, nodeId: null, nature: 'info' });
}

/** As what people may have been told of a signal that says this now: what weighs more now may have been a suspicion before. */
const toldAs = (meaning: Meaning) => (['suspicion', 'data-loss'] as const).filter((one) => heavier(one, meaning) === meaning);

/** Does another open signal say the same of the same thing? */
const othersSay = async (tx: Tx, meaning: Alarming, of: Subject): Promise<boolean> =>
  (await signals(tx).openWith([meaning])).some((one) => one.id !== of.signalId && subjectOf(one) === causes.outage(of));

/** Over only when no other signal says the same of the same thing. */
export async function hearSignalCleared(tx: Tx, heard: HeardSignal): Promise<void> {
  const { signalId, meaning } = heard;
  await hearCleared(tx, causes.toMend(heard));
  for (const one of toldAs(meaning)) if (!(await othersSay(tx, one, heard))) await hearCleared(tx, causes.alarming(one, heard));
  if (meaning === 'outage') await clearOutage(tx, causes.outage(heard), { signalId });
}

type Moved = { readonly before: string | null; readonly nodeId: string | null };

/** What people were told of is about another thing from now on; where that lasts already, one of the two is enough. */
async function follow(tx: Tx, from: string, to: string, nodeId: string | null): Promise<void> {
  if (!(await concerns(tx).rename(from, to, nodeId))) await hearCleared(tx, from);
}

/** Somebody has said which asset a signal is about: what was told of it goes along, so that its end finds it. */
export async function hearAssigned(
  tx: Tx,
  { signalId, meaning, before, nodeId }: Moved & { readonly signalId: Id; readonly meaning: Meaning },
): Promise<void> {
  const [was, is] = [
    { signalId, nodeId: before },
    { signalId, nodeId },
  ];
  for (const one of toldAs(meaning))
    if (!(await othersSay(tx, one, was))) await follow(tx, causes.alarming(one, was), causes.alarming(one, is), nodeId);
  if (meaning === 'outage' && !(await stillBroken(tx, causes.outage(was), { signalId })))
    await follow(tx, causes.outage(was), causes.outage(is), nodeId);
}

/** A check that is down belongs to another resource from now on. */
export async function hearCheckAssigned(
  tx: Tx,
  { checkId, name, before, nodeId }: Moved & Pick<OfCheck, 'checkId' | 'name'>,
): Promise<void> {
  const [was, is] = [before, nodeId].map((node) => causes.ofCheck({ checkId, name, nodeId: node }));
  if (was === undefined || is === undefined || (await stillBroken(tx, was, { checkIds: [checkId] }))) return;
  await follow(tx, was, is, nodeId);
}
