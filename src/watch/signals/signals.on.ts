import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import type { LineDown } from '../checks/lines.store.ts';
import { signals } from './signals.store.ts';
import { de, en } from './signals.texts.ts';
import { sources } from './sources.store.ts';

const wordsIn = async (tx: Tx) => ((await organisations(tx).byId(tx.org)).language === 'de' ? de : en).own;

type FailedCheck = LineDown & {
  /** With this one the last of these lines is down, and the site offline; else none. */
  readonly lines: readonly string[];
  /** The checks of the other lines; of a dead spare line, its other checks. */
  readonly others: readonly Id[];
};

/**
 * A confirmed outage of a check is a signal like any other. What is merely unclear never comes here: it is no outage. A dead spare line stops
 * nothing yet: it is told as what is to be mended, once, by the last of its checks that went down. When with it the last line is gone, one
 * signal says so, and those of the other lines end.
 */
export async function signalOfCheck(tx: Tx, check: FailedCheck): Promise<void> {
  const { checkId, nodeId, name, since, reason, spare, alive, covered, lines, others } = check;
  if (covered) return;
  const t = await wordsIn(tx);
  const part = spare === null ? t.partOfOffline : t.partOfLine(spare);
  for (const key of others) await signals(tx).close('checks', name, key, { by: 'source', who: '', reason: part });
  const title = lines.length > 1 ? reason : t.check(name, reason);
  const facts = { key: checkId, names: [name], since, body: reason };
  const note = (words: string) => ({ severity: 'warning', meaning: 'note', title: words, nodeId: null }) as const;
  const said = () => {
    if (spare === null) return { severity: 'critical', meaning: 'outage', title, nodeId } as const;
    return note(alive ? t.bySpare(spare, title) : t.spareDead(spare, reason));
  };
  await signals(tx).open('checks', name, { ...facts, ...said() });
}

const endOf = (tx: Tx, { checkId, name }: Pick<LineDown, 'checkId' | 'name'>) =>
  signals(tx).close('checks', name, checkId, { by: 'source', who: '', reason: '' });

async function tellAnew(tx: Tx, still: readonly LineDown[]): Promise<void> {
  for (const line of still) {
    await endOf(tx, line);
    await signalOfCheck(tx, { ...line, lines: [], others: [] });
  }
}

/** `still`: a line is back, and these checks of lines are down all the same; what each says is another thing now. */
export async function checkIsBack(
  tx: Tx,
  news: { readonly checkId: Id; readonly name: string; readonly still: readonly LineDown[] },
): Promise<void> {
  await endOf(tx, news);
  await tellAnew(tx, news.still);
}

type SiteOffline = {
  readonly since: Instant;
  readonly names: readonly string[];
  readonly nameless: boolean;
  readonly house: boolean | null;
  readonly spares: readonly { readonly name: string; readonly dead: boolean }[];
};

/** Nothing out there answers: one signal for all of it, about the line of the inventory where there is only one. */
export async function siteWentOffline(tx: Tx, { since, names, nameless, house, spares }: SiteOffline): Promise<void> {
  const t = await wordsIn(tx);
  const lines = (await inventory(tx).nodes()).filter(({ kind }) => kind === 'line');
  const nodeId = lines.length === 1 ? (lines[0]?.key ?? null) : null;
  const title = t.offline({ count: names.length, nameless, house: house !== false, spares });
  const facts = { key: 'site', names: [t.line], since, body: JSON.stringify({ silent: names, nameless, house, spares }) };
  await signals(tx).open('site', '', { ...facts, severity: 'critical', meaning: 'outage', title, nodeId });
}

export const siteCameBack = async (tx: Tx): Promise<void> =>
  void (await signals(tx).close('site', '', 'site', { by: 'source', who: '', reason: '' }));

/**
 * A check was paused, changed or removed while it was down: nobody looks any more, so the signal says nothing any more. `still`: what other
 * checks of its spare line say, of which that signal may have spoken, too.
 */
export async function checkLetGo(
  tx: Tx,
  { checkId, name, still }: { readonly checkId: Id; readonly name: string; readonly still: readonly LineDown[] },
): Promise<void> {
  await signals(tx).close('checks', name, checkId, { by: 'removed', who: '', reason: '' });
  await tellAnew(tx, still);
}

/** A check that is down belongs to another resource from now on; whoever acts on it hears so from the check. */
export const checkAssigned = (tx: Tx, { checkId, nodeId }: { readonly checkId: Id; readonly nodeId: string | null }): Promise<void> =>
  signals(tx).follow('checks', checkId, nodeId);

/** The first question of an incident was answered: while it is an attack, what looks fine is not to be trusted. */
export async function attackAnswered(
  tx: Tx,
  { incidentId, mode, nature }: { readonly incidentId: Id; readonly mode: string; readonly nature: string },
): Promise<void> {
  if (mode !== 'actual') return;
  const t = await wordsIn(tx);
  if (nature !== 'attack') return attackOver(tx, { incidentId });
  const facts = { key: incidentId, severity: 'critical', meaning: 'attack', names: [], nodeId: null, since: tx.now } as const;
  await signals(tx).open('incident', '', { ...facts, title: t.attack, body: JSON.stringify({ incidentId, nature }) });
  tx.touch('check');
}

export async function attackOver(tx: Tx, { incidentId }: { readonly incidentId: Id }): Promise<void> {
  if (await signals(tx).close('incident', '', incidentId, { by: 'source', who: '', reason: '' })) tx.touch('check');
}

/** Something that we had switched off is on again, by a person or because the time is up: what is still down is told now. */
export async function switchedOnAgain(tx: Tx, { nodeId }: { readonly nodeId: string | null }): Promise<void> {
  const names = await sources(tx).names();
  await signals(tx).unquiet(nodeId, (source) => names.get(source) ?? '');
}
