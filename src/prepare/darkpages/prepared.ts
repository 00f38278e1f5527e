import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { sha256Hex } from '../../kernel/sha256.ts';
import { Scenario } from '../plans/plans.ts';
import { type DarkSiteContent, Logo, PageContact, PageText } from './content.ts';

/** Who released a page for going public by itself, and for exactly which words (`key`). `voidedAt`: something was changed since. */
export const Approval = z.object({ by: z.string(), at: z.number(), key: z.string(), voidedAt: z.number().nullable() });
export type Approval = z.infer<typeof Approval>;

export const DarkPageContents = z.object({
  /** What the page is called in the house; not shown to anybody outside. */
  title: z.string(),
  /** `outage`: neutral, says nothing about causes. `crisis`: more is known and said. */
  kind: z.enum(['outage', 'crisis']),
  scenario: Scenario.nullable(),
  text: z.object({ de: PageText, en: PageText }),
  approval: Approval.nullable(),
});
export type DarkPageContents = z.infer<typeof DarkPageContents>;

/** A prepared page of the emergency website (Notfall-Website). */
export const DarkPage = DarkPageContents.extend({ id: Id, revision: z.number().int(), updatedAt: z.number() });
export type DarkPage = z.infer<typeof DarkPage>;

/** What stands on every page: the address it stands in for, imprint, picture, ways to be reached. */
export const DarkSiteProfile = z.object({
  /** The usual website, as `https://www.firma.example/`; null while nobody has said it. */
  site: z.string().nullable(),
  imprint: z.string(),
  logo: Logo.nullable(),
  contacts: z.array(PageContact),
});
export type DarkSiteProfile = z.infer<typeof DarkSiteProfile>;

export const EMPTY_PROFILE: DarkSiteProfile = { site: null, imprint: '', logo: null, contacts: [] };

/** A name for exactly what visitors would read: the same words give the same key, any change another. */
export const keyOf = (page: Pick<DarkPageContents, 'kind' | 'text'>, profile: DarkSiteProfile, company: string): string => {
  const { site, imprint, logo, contacts } = profile;
  const { kind, text } = page;
  return sha256Hex(JSON.stringify(['krisenfest-darkpage@1', company, kind, text.de, text.en, site, imprint, logo, contacts]));
};

/** The release of a page as it counts now: `void` when a word of it, of the frame, or the firm's name was changed after it. */
export type ApprovalState = { readonly state: 'none' } | { readonly state: 'valid' | 'void'; readonly by: string; readonly at: number };

export function approvalOf(
  page: Pick<DarkPageContents, 'kind' | 'text' | 'approval'>,
  profile: DarkSiteProfile,
  company: string,
): ApprovalState {
  if (page.approval === null) return { state: 'none' };
  const { by, at, key, voidedAt } = page.approval;
  return { state: voidedAt === null && key === keyOf(page, profile, company) ? 'valid' : 'void', by, at };
}

/** The page after a change of it or of its frame: a release of other words is void for good, also when the words come back. */
export function withVoided<P extends Pick<DarkPageContents, 'kind' | 'text' | 'approval'>>(
  page: P,
  profile: DarkSiteProfile,
  company: string,
  now: Instant,
): P {
  const { approval } = page;
  if (approval === null || approval.voidedAt !== null || approval.key === keyOf(page, profile, company)) return page;
  return { ...page, approval: { ...approval, voidedAt: now } };
}

/** What only the moment knows: mode, times, values of placeholders, what was said before. */
export type Occasion = Pick<DarkSiteContent, 'mode' | 'version' | 'since' | 'updatedAt' | 'nextUpdateAt'> & {
  readonly updates?: DarkSiteContent['updates'];
  readonly values?: DarkSiteContent['values'];
};

export type Firm = { readonly name: string; readonly zone: string };

/** Stands in for an address that nobody has said yet; for a preview only. */
const NO_SITE = 'https://www.beispiel.example/';

/**
 * Page, frame and occasion put together to what the renderer takes. Without an address of the usual website it is refused, unless it is
 * for a preview.
 */
export function contentOf(
  page: Pick<DarkPageContents, 'kind' | 'text'>,
  profile: DarkSiteProfile,
  firm: Firm,
  occasion: Occasion,
  preview = false,
): Result<DarkSiteContent, 'no-site'> {
  if (profile.site === null && !preview) return err('no-site');
  const { imprint, logo, contacts } = profile;
  const { updates = [], values = { de: {}, en: {} }, ...when } = occasion;
  return ok({
    ...when,
    kind: page.kind,
    site: profile.site ?? NO_SITE,
    company: { name: firm.name, ...(imprint ? { imprint } : {}), ...(logo ? { logo } : {}) },
    zone: firm.zone,
    text: page.text,
    contacts,
    updates,
    values,
  });
}

/** An occasion to look at: it began an hour ago, the next message comes in two. */
export const sampleOccasion = (now: Instant, mode: DarkSiteContent['mode'], values: DarkSiteContent['values']): Occasion => ({
  mode,
  version: 1,
  since: instant(now - 3_600_000),
  updatedAt: now,
  nextUpdateAt: instant(now + 7_200_000),
  values,
});
