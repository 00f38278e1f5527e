import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { axeFindings, browserMissing, type Look, openPage, startBrowser, type WatchedPage } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

const built = existsSync(join(import.meta.dirname, '..', '..', 'build', 'web', 'index.html'));

/** Why no page can be visited here, or false. */
export const pagesMissing: string | false = browserMissing || (built ? false : 'the interface is not built (npm run build)');

/** Through the door, as everybody comes in. */
export async function logIn({ page }: WatchedPage, { email, password }: Pick<Firm, 'email' | 'password'>): Promise<void> {
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('#main article h1').waitFor();
}

/** Nothing wrong may have been noted, axe finds nothing, and the page must be no wider than the screen. */
export async function assertSound({ page, complaints }: WatchedPage, where?: string): Promise<void> {
  assert.deepEqual(complaints, [], where);
  assert.deepEqual(await axeFindings(page), [], where);
  assert.equal(
    await page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)'),
    0,
    `${where ?? new URL(page.url()).pathname} is wider than the screen`,
  );
}

export type Visit = (watched: WatchedPage) => Promise<void>;

/** A page of the firm in a tab of its own, which is closed again, for somebody who is logged in already. `path` below `/o/<firm>/`. */
export async function visitPage(browser: Browser, world: TestHouse, firm: Firm, path: string, look: Look, body: Visit): Promise<void> {
  const watched = await openPage(browser, `${world.url}/o/${firm.slug}/${path}`, look, firm.cookie());
  try {
    await watched.page.locator('#main article h1').waitFor();
    assert.match(await watched.page.title(), /\S+.* · krisenfest$/);
    await body(watched);
  } finally {
    await watched.context.close();
  }
}

/** A browser, a house and its firm for all tests of a `describe`; a fault that the house has noted fails them at the end. */
export function firmInBrowser(options: Parameters<typeof startHouse>[0] = {}) {
  let browser: Browser;
  let world: TestHouse;
  let firm: Firm;
  before(async () => {
    browser = await startBrowser();
    world = await startHouse(options);
    firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
  });
  after(async () => {
    await browser.close();
    await world.close();
    assert.deepEqual(world.faults, []);
  });
  return {
    get browser() {
      return browser;
    },
    get world() {
      return world;
    },
    get firm() {
      return firm;
    },
    visit: (path: string, look: Look, body: Visit) => visitPage(browser, world, firm, path, look, body),
    /** A tab that stays open: `path` below `/o/<firm>/`. */
    open: async (path: string, look: Look = {}): Promise<WatchedPage> => {
      const tab = await openPage(browser, `${world.url}/o/${firm.slug}/${path}`, look, firm.cookie());
      await tab.page.locator('#main article h1').waitFor();
      return tab;
    },
  };
}
