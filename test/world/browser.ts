import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
/** The same Chromium without windows, menus and notifications: a quarter cheaper. Debian's package of the same source. */
const SHELL = '/usr/bin/chromium-headless-shell';
/** Where what tests show is kept. */
export const ARTEFACTS = join(import.meta.dirname, '..', '..', 'artefacts');

/** Why browser tests cannot run here, or false. */
export const browserMissing: string | false = CHROMIUM ? false : 'Chromium is not installed (apt-get install chromium)';

/** The interface, also in the look that a test wants it in. */
export type Look = { readonly language?: 'de' | 'en'; readonly width?: number; readonly colours?: 'light' | 'dark' };

/** A tab that notes what must not happen: requests to others, broken rules of the page's policy, errors. */
export type WatchedPage = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Complaints so far; empty is good. */
  readonly complaints: string[];
};

/** Debian's Chromium, headless, which asks nobody outside for anything; `whole` where a test needs what only the whole browser can. */
export const startBrowser = ({ whole = false } = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: !whole && existsSync(SHELL) ? SHELL : (CHROMIUM ?? 'chromium'),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });

/** A new tab of its own person at `url`; with the cookie of a session (`name=value`) of somebody who is logged in. */
export async function openPage(browser: Browser, url: string, look: Look = {}, cookie?: string): Promise<WatchedPage> {
  const { language = 'de', width = 1280, colours = 'light' } = look;
  const context = await browser.newContext({
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width, height: width < 600 ? 740 : 820 },
    colorScheme: colours,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  const [name, value] = (cookie ?? '').split('=');
  if (name && value) await context.addCookies([{ name, value, url: new URL(url).origin, httpOnly: true, sameSite: 'Lax' }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  const origin = new URL(url).origin;
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) complaints.push(`asked ${request.url()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A refusal of the server (401 before the login) is told by the browser as an error of loading; it is none of ours.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(`console: ${message.text()}`);
  });
  await page.goto(url);
  return { page, context, complaints };
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe (WCAG 2.2 A and AA) finds on the page, as sentences; empty is good. */
export async function axeFindings(page: Page): Promise<string[]> {
  // What is still on its way has no heading yet.
  await page.locator('h1').first().waitFor({ state: 'attached' });
  // The page's policy forbids foreign scripts; the debugger's evaluation is not bound by it.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, ${JSON.stringify({ runOnly: RULES, resultTypes: ['violations'] })})`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 4).map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} (${failureSummary.replaceAll(/\s+/g, ' ')})`),
  );
}

/** Keeps a picture of the whole page as `artefacts/<name>.png`, for whoever wants to look: `KRISENFEST_PICTURES=1 npm test -- browser`. */
export async function shot(page: Page, name: string, fullPage = true): Promise<void> {
  if (!process.env['KRISENFEST_PICTURES']) return;
  mkdirSync(ARTEFACTS, { recursive: true });
  await page.evaluate('document.fonts.ready.then(() => 1)');
  await page.screenshot({ path: join(ARTEFACTS, `${name}.png`), fullPage });
}
