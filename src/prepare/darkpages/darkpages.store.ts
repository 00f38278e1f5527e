import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { documents } from '../documents.store.ts';
import { approvalOf, type DarkPage, DarkPageContents, DarkSiteProfile, EMPTY_PROFILE, keyOf, withVoided } from './prepared.ts';

/** The frame of the emergency website; one for each organisation, under the organisation's own id. */
export const darkSiteProfile = (tx: Tx) => {
  const kept = documents(tx, { table: 'dark_site_profile', schema: DarkSiteProfile, topic: 'dark-page', word: 'This profile' });
  return {
    async get(): Promise<DarkSiteProfile> {
      const found = await kept.find(tx.org);
      return found ? { site: found.site, imprint: found.imprint, logo: found.logo, contacts: found.contacts } : EMPTY_PROFILE;
    },
    /** A changed frame voids the releases of all pages that it changes. `company` is the organisation's name. */
    async put(profile: DarkSiteProfile, company: string): Promise<void> {
      await kept.put(tx.org, profile);
      const pages = darkPages(tx);
      for (const page of await pages.list()) {
        const next = withVoided(page, profile, company, tx.now);
        if (next !== page) await pages.save(page.id, next);
      }
    },
  };
};

/** The prepared pages of the emergency website. */
export const darkPages = (tx: Tx) => {
  const kept = documents(tx, { table: 'dark_page', schema: DarkPageContents, topic: 'dark-page', word: 'This page' });
  const list = async (): Promise<DarkPage[]> =>
    (await kept.list()).sort((a, b) => (a.kind === b.kind ? a.title.localeCompare(b.title, 'de') : a.kind === 'outage' ? -1 : 1));
  return {
    /** The neutral ones first, then by title. */
    list,
    get: kept.get,
    remove: kept.remove,
    save: kept.put,
    async add(contents: Omit<DarkPageContents, 'approval'>): Promise<DarkPage> {
      return kept.put(tx.newId(), { ...contents, approval: null });
    },
    /** Replaces the contents; a release of other words is void from then on. */
    async change(id: Id, contents: Omit<DarkPageContents, 'approval'>, company: string, revision?: number): Promise<DarkPage> {
      const approval = (await kept.find(id))?.approval ?? null;
      const profile = await darkSiteProfile(tx).get();
      return kept.put(id, withVoided({ ...contents, approval }, profile, company, tx.now), revision);
    },
    /** Releases the page as it stands, in this person's name. */
    async approve(id: Id, by: string, company: string): Promise<DarkPage> {
      const page = await kept.get(id);
      const key = keyOf(page, await darkSiteProfile(tx).get(), company);
      return kept.put(id, { ...page, approval: { by, at: tx.now, key, voidedAt: null } });
    },
    async withdrawApproval(id: Id): Promise<DarkPage> {
      return kept.put(id, { ...(await kept.get(id)), approval: null });
    },
    /** The neutral page that may go public by itself: released by the owner, and unchanged since. Undefined when there is none. */
    async approvedNeutral(company: string): Promise<DarkPage | undefined> {
      const profile = await darkSiteProfile(tx).get();
      return (await list()).find((page) => page.kind === 'outage' && approvalOf(page, profile, company).state === 'valid');
    },
  };
};
