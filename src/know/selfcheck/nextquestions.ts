import type { Inventory, InventoryNode } from '../inventory/inventory.ts';
import { newestOf, Owned, type OwnershipAnswer, ownershipState } from './ownership.ts';
import { stakes } from './stake.ts';

export type QuestionKind = 'empty' | 'unasked' | 'owner' | 'no-limit' | 'no-cost' | 'no-restore' | 'no-backup' | 'guess';

/** A question that would make the picture better. `stake`: euro an hour that hang on it; null = nobody can say yet. */
export type NextQuestion = {
  readonly kind: QuestionKind;
  /** Key of the node, or which of the five questions of ownership. */
  readonly about: string;
  readonly name: string;
  readonly stake: number | null;
};

/** What weighs nothing is asked last; unknown weighs most, for everything above it is unknown too. */
const weight = ({ kind, stake }: NextQuestion): number =>
  kind === 'unasked' || kind === 'empty' ? Number.POSITIVE_INFINITY : (stake ?? 0);
const ORDER: readonly QuestionKind[] = ['empty', 'unasked', 'owner', 'no-restore', 'no-backup', 'no-limit', 'no-cost', 'guess'];

/** What should be asked next, by what hangs on it: what nobody has described, what is missing, and guesses on which much rests. */
export function nextQuestions(
  inventory: Pick<Inventory, 'nodes' | 'dependencies'>,
  ownership: readonly OwnershipAnswer[],
  now: number,
): NextQuestion[] {
  const nothing: NextQuestion[] = inventory.nodes.length === 0 ? [{ kind: 'empty', about: '', name: '', stake: null }] : [];
  const stake = stakes(inventory);
  const described = new Set(inventory.dependencies.map(({ of }) => of));
  const total = inventory.nodes.reduce((sum, { costPerHour }) => sum + (costPerHour?.likely ?? 0), 0);
  const newest = newestOf(ownership);
  const of = (kind: QuestionKind, node: InventoryNode): NextQuestion => ({
    kind,
    about: node.key,
    name: node.name,
    stake: stake.get(node.key) ?? 0,
  });
  const aboutNode = (node: InventoryNode): NextQuestion[] => {
    if (!node.asked && !described.has(node.key)) return [{ ...of('unasked', node), stake: null }];
    if (node.kind === 'process')
      return [...(node.mtpd === null ? [of('no-limit', node)] : []), ...(node.costPerHour === null ? [of('no-cost', node)] : [])];
    if (node.kind === 'cause') return [];
    const gone = node.cause.length > 0;
    return [
      ...(node.restore === null && !gone ? [of('no-restore', node)] : []),
      ...((node.kind === 'system' || node.kind === 'data') && node.backups.length === 0 ? [of('no-backup', node)] : []),
      ...(node.restore?.source === 'guess' ? [of('guess', node)] : []),
    ];
  };
  const owners = Owned.options
    .filter((question) => ownershipState(newest[question], now) === 'unknown')
    .map((question): NextQuestion => ({ kind: 'owner', about: question, name: '', stake: total }));
  return [...nothing, ...owners, ...inventory.nodes.flatMap(aboutNode)].sort(
    (a, b) => weight(b) - weight(a) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  );
}
