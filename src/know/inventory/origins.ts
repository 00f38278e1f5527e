import type { NodeContents, Origin } from './inventory.ts';

/** The numbers of a node that say where they come from, by the names of the model file. */
export const NUMBERS = ['rto', 'mtpd', 'rpo', 'minimum', 'costPerHour', 'restore', 'replace', 'rebuild', 'restart', 'backups'] as const;
export type NumberField = (typeof NUMBERS)[number];

const isSaid = (contents: NodeContents, field: NumberField): boolean => {
  const value = contents[field];
  return field === 'minimum' ? value !== 1 : value !== null && !(Array.isArray(value) && value.length === 0);
};

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * The node with the origin of each of its numbers. A number that changed is a guess of this moment unless something else is said;
 * one that stayed keeps its age. Estimates say their source themselves, as in the model file.
 */
export function withOrigins(before: NodeContents | undefined, after: NodeContents, now: number): NodeContents {
  const origins: Record<string, Origin> = {};
  for (const field of NUMBERS) {
    if (!isSaid(after, field)) continue;
    const given = after.origins[field];
    const known = before?.origins[field];
    const stayed = before !== undefined && same(before[field], after[field]);
    const value = after[field];
    const own = typeof value === 'object' && value !== null && 'source' in value ? value.source : undefined;
    const source = own ?? given?.source ?? (stayed ? known?.source : undefined) ?? 'guess';
    const evidence = given?.evidence ?? (stayed ? known?.evidence : undefined) ?? '';
    const dated = given !== undefined && given.at !== known?.at ? given.at : undefined;
    const unchanged = stayed && known !== undefined && known.source === source && known.evidence === evidence;
    origins[field] = { source, at: dated ?? (unchanged ? known.at : now), evidence };
  }
  return { ...after, origins };
}
