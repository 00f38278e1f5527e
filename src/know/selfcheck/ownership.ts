import { z } from 'zod';

/** The five questions of ownership: who really holds what the firm cannot do without. */
export const Owned = z.enum(['domain', 'admin', 'backup-key', 'telephone', 'documentation']);
export type Owned = z.infer<typeof Owned>;

/** Who has it in hand. `shared`: the firm and somebody outside, each can get at it alone. */
export const Holder = z.enum(['firm', 'shared', 'outside', 'nobody', 'unknown']);
export type Holder = z.infer<typeof Holder>;

export const OwnershipContents = z.object({
  holder: Holder,
  /** Names of the people or the company, as the owner writes them. */
  who: z.string().trim().max(200).default(''),
  /** Was it tried: really logged in, really opened the safe? */
  seen: z.boolean().default(false),
  note: z.string().trim().max(1000).default(''),
});
export type OwnershipContents = z.infer<typeof OwnershipContents>;
export type OwnershipAnswer = OwnershipContents & { readonly question: Owned; readonly at: number; readonly by: string };

/** An answer is looked at again after a year: contracts and people change. Milliseconds. */
const STALE_MS = 365 * 86_400_000;

/** `fine`: in the firm's own hands. `weak`: somebody outside alone, or nobody. `unknown`: not said, not known, or too old. */
export function ownershipState(answer: Pick<OwnershipAnswer, 'holder' | 'at'> | undefined, now: number): 'fine' | 'weak' | 'unknown' {
  if (!answer || answer.holder === 'unknown' || now - answer.at > STALE_MS) return 'unknown';
  return answer.holder === 'firm' || answer.holder === 'shared' ? 'fine' : 'weak';
}

/** The newest answer to each question; answers are never removed, so the ones before stay to be read. */
export const newestOf = (answers: readonly OwnershipAnswer[]): Partial<Record<Owned, OwnershipAnswer>> =>
  answers.reduce<Partial<Record<Owned, OwnershipAnswer>>>((newest, one) => {
    const known = newest[one.question];
    return known && known.at > one.at ? newest : { ...newest, [one.question]: one };
  }, {});
