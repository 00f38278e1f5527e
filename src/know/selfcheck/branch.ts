import { z } from 'zod';
import { Bilingual } from '../../kernel/languages.ts';
import { NODE_KINDS } from '../model/model.ts';

const Span = z.string();
/** Best, likely, worst. */
const Three = z.tuple([Span, Span, Span]);

/** What something needs: one thing, or one of several. Buffer and loss as in the model file. */
const Need = z.object({
  on: z.array(z.string()).min(1),
  buffer: Span.optional(),
  loss: z.number().optional(),
  for: z.literal('recovery').optional(),
});
export type Need = z.infer<typeof Need>;

const BranchAsset = z.object({
  id: z.string(),
  kind: z.enum(NODE_KINDS),
  name: Bilingual,
  restore: Three,
  rebuild: Three.optional(),
  restoredBy: z.array(z.string()),
  backup: z.object({ every: Span, needs: z.array(z.string()) }).optional(),
  needs: z.array(Need),
  /** Id of the provider behind it, as long as nobody says another. */
  provider: z.string().optional(),
  /** The role under which a scan of the domain finds its provider. */
  role: z.string().optional(),
  /** Where the numbers come from, when there is more to say than that they are guesses. */
  basis: Bilingual.optional(),
});
export type BranchAsset = z.infer<typeof BranchAsset>;

const BranchProcess = z.object({
  id: z.string(),
  name: Bilingual,
  /** Share of the staff that stands idle, and of the revenue that is not made, while it stands. */
  staff: z.number().min(0).max(1),
  revenue: z.number().min(0).max(1),
  mtpd: Span,
  rpo: Span,
  minimum: z.number().optional(),
  hours: z.array(z.string()).optional(),
  /** Nearly every firm of the branch has it; it stands first in the list. */
  usual: z.boolean(),
  needs: z.array(Need),
});
export type BranchProcess = z.infer<typeof BranchProcess>;

const BranchTeam = z.object({ id: z.string(), name: Bilingual, slots: z.number().int() });
const BranchProvider = z.object({
  id: z.string(),
  name: Bilingual,
  country: z.string(),
  reach: z.string(),
  catalogueId: z.string().optional(),
});
export type BranchProvider = z.infer<typeof BranchProvider>;

/** What most firms have, whatever they do. */
export const Common = z.object({
  teams: z.array(BranchTeam),
  providers: z.array(BranchProvider),
  assets: z.array(BranchAsset),
  processes: z.array(BranchProcess),
});

/** A branch as its file says it; `uses` names assets of `Common`. */
export const BranchFile = z.object({
  id: z.string(),
  name: Bilingual,
  about: Bilingual,
  /** Cost of an hour of work in euro (Destatis, 30.4.2025: 42.10 services, 48.30 industry). */
  labour: z.number(),
  /** Contribution margin as a share of revenue; own assumption. */
  margin: z.number(),
  hours: z.array(z.string()),
  uses: z.array(z.string()),
  assets: z.array(BranchAsset),
  processes: z.array(BranchProcess),
});

/** A branch with everything in it: what the guided page works on. All numbers are guesses. */
export const Branch = BranchFile.omit({ uses: true }).extend({ teams: z.array(BranchTeam), providers: z.array(BranchProvider) });
export type Branch = z.infer<typeof Branch>;

/** Puts the common parts into a branch. Throws when it uses what does not exist: the files are part of the product. */
export function completed(file: z.infer<typeof BranchFile>, common: z.infer<typeof Common>): Branch {
  const { uses, ...rest } = file;
  const used = uses.map((id) => {
    const asset = common.assets.find((one) => one.id === id);
    if (!asset) throw new Error(`The branch ${file.id} uses "${id}", which does not exist.`);
    return asset;
  });
  return { ...rest, assets: [...file.assets, ...used], teams: common.teams, providers: common.providers };
}
