import { formatDuration } from '../../kernel/instant.ts';
import { keyFor } from '../../know/inventory/inventory.ts';
import type { Dependency, Estimate, Model, ModelNode } from '../../know/model/model.ts';
import { type MeasureEdit, NO_CHANGE } from './measures.ts';

type Fields = Record<string, unknown>;

const span = ({ best, likely, worst, source }: Estimate): Fields => ({
  best: formatDuration(best),
  likely: formatDuration(likely),
  worst: formatDuration(worst),
  source,
});

/** What a dependency says besides of whom on what, in the words of the file. */
const rest = ({ for: purpose, buffer, loss }: Dependency): Fields => ({
  ...(purpose === 'both' ? {} : { for: purpose }),
  ...(buffer > 0 ? { buffer: formatDuration(buffer) } : {}),
  ...(loss === 1 ? {} : { loss }),
});

const backupsOf = ({ backups }: ModelNode) => backups.map(({ every, needs }) => ({ every: formatDuration(every), needs: [...needs] }));

const keyIn = (model: Model, name: string): string => keyFor(name, new Set(model.nodes.map(({ id }) => id)));

/** Whoever rests on this node alone, to work. */
export const restingOn = (model: Model, id: string): Dependency[] =>
  model.dependencies.filter(({ on, group, for: purpose }) => !group && on[0] === id && purpose !== 'recovery');

/** Removals are by who and what: one for each pair, even where it stands twice. */
const pairsOf = (dependencies: readonly Dependency[]): { of: string; on: string }[] => {
  const seen = new Map(dependencies.map(({ of, on: [on = ''] }) => [`${of}\n${on}`, { of, on }]));
  return [...seen.values()];
};

/**
 * A second one beside the first, of which one suffices. Of a line or a service another provider's, which does not fail with the causes of the
 * first; all else stands in the same house and needs the same things. A person's stand-in needs nothing.
 */
export function second(model: Model, node: ModelNode, name: string): MeasureEdit {
  const key = keyIn(model, name);
  const alone = restingOn(model, node.id);
  const foreign = node.kind === 'line' || node.kind === 'service' || node.kind === 'person';
  const own = node.kind === 'person' ? [] : model.dependencies.filter(({ of }) => of === node.id);
  return {
    ...NO_CHANGE,
    addNodes: [
      {
        id: key,
        kind: node.kind,
        name,
        ...(foreign || node.causes.length === 0 ? {} : { cause: [...node.causes] }),
        ...(node.restore ? { restore: span({ ...node.restore, source: 'guess' }) } : {}),
        ...(node.restoredBy.length > 0 ? { restoredBy: [...node.restoredBy] } : {}),
        ...(node.backups.length > 0 ? { backups: backupsOf(node) } : {}),
      },
    ],
    removeDependencies: pairsOf(alone),
    addDependencies: [
      ...alone.map((one) => ({ of: one.of, onAny: [node.id, key], ...rest(one) })),
      ...own.map((one) => ({
        of: key,
        ...(one.group ? { onAny: [...one.on], ...(one.atLeast === 1 ? {} : { atLeast: one.atLeast }) } : { on: one.on[0] }),
        ...rest(one),
      })),
    ],
  };
}

/** The recovery of one thing no longer waits for another: what it needed lies ready on paper or on a stick. */
export function readyOnPaper(model: Model, of: string, on: string): MeasureEdit {
  const waits = model.dependencies.filter(
    (one) => !one.group && one.of === of && one.on[0] === on && (one.for === 'recovery' || one.for === 'both'),
  );
  const others = model.dependencies.filter((one) => !one.group && one.of === of && one.on[0] === on && one.for === 'run');
  return {
    ...NO_CHANGE,
    removeDependencies: [{ of, on }],
    // To work it may still need it.
    addDependencies: [...others, ...waits.filter((one) => one.for === 'both')].map((one) => ({ of, on, ...rest(one), for: 'run' })),
  };
}

/** One more backup, which nothing that stands in the house is needed for. */
export const offSite = (node: ModelNode, everyMs: number): MeasureEdit => ({
  ...NO_CHANGE,
  set: {
    [node.id]: {
      backups: [...backupsOf(node), { every: formatDuration(everyMs), needs: [] }],
    },
  },
});

/** A team can work on more things at once. */
export const moreHands = (team: { readonly id: string; readonly slots: number }, more = 1): MeasureEdit => ({
  ...NO_CHANGE,
  set: { [team.id]: { slots: team.slots + more } },
});

/** A way out for things that hang on a cause: how long it takes to move to something that does not. */
export const wayOut = (nodes: readonly ModelNode[], estimate: Omit<Estimate, 'source'>): MeasureEdit => ({
  ...NO_CHANGE,
  set: Object.fromEntries(nodes.map(({ id }) => [id, { replace: span({ ...estimate, source: 'guess' }) }])),
});

/** It is brought back faster; best and worst keep their distance from the likely time. */
export function fasterRestore(node: ModelNode, likelyMs: number): MeasureEdit {
  const { best = likelyMs, likely = likelyMs, worst = likelyMs } = node.restore ?? {};
  const share = likely > 0 ? likelyMs / likely : 1;
  const at = (ms: number) => formatDuration(Math.round(ms * share));
  return {
    ...NO_CHANGE,
    set: {
      [node.id]: { restore: { best: at(Math.min(best, likely)), likely: formatDuration(likelyMs), worst: at(worst), source: 'guess' } },
    },
  };
}

/** Whoever rests on this thing goes on for longer without it: stock, paper, battery. */
export function longerBuffer(model: Model, id: string, bufferMs: number): MeasureEdit {
  const alone = restingOn(model, id).filter(({ buffer }) => buffer < bufferMs);
  return {
    ...NO_CHANGE,
    removeDependencies: pairsOf(alone),
    addDependencies: alone.map((one) => ({ of: one.of, on: id, ...rest(one), buffer: formatDuration(bufferMs) })),
  };
}
