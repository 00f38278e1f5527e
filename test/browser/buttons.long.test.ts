import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { fillEveryPage, pathsOf } from './everypage.ts';
import { pagesMissing, visitPage } from './visits.ts';

/** What somebody could notice after a press, counted in the page itself: something changed, was printed, a field is said to be wrong. */
const WATCH = `(() => {
  if (window !== window.top) return;
  window.noticed = 0;
  window.print = () => { window.noticed += 1; };
  addEventListener('invalid', () => { window.noticed += 1; }, true);
  const start = () => new MutationObserver(() => { window.noticed += 1; }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  if (document.documentElement) start(); else addEventListener('DOMContentLoaded', start);
})()`;

/** Buttons of the page's own part, one of each kind: those that say the same in their first words do the same for another row. */
const kindsOf = (page: Page) =>
  page.evaluate<string[]>(`[...new Set([...document.querySelectorAll('#main button:not(:disabled):not([aria-pressed=true])')]
    .filter((one) => one.checkVisibility())
    .map((one) => (one.getAttribute('aria-label') ?? one.firstChild?.textContent ?? '').trim()))]`);

describe('no button is dead', { skip: pagesMissing }, () => {
  let browser: Browser;
  let world: TestHouse;
  let firm: Firm;
  before(async () => {
    browser = await startBrowser();
    world = await startHouse();
    firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
    await fillEveryPage(firm);
  });
  after(async () => {
    await browser.close();
    await world.close();
  });

  test('each does something that is seen, and none fails without a sentence', async (t) => {
    const dead: string[] = [];
    let pressed = 0;
    const say = (what: string) => {
      dead.push(what);
      t.diagnostic(what);
    };
    for (const path of await pathsOf(firm))
      await visitPage(browser, world, firm, path, {}, async ({ page, complaints }) => {
        await page.addInitScript(WATCH);
        const url = page.url();
        const load = async () => {
          await page.goto(url);
          await page.locator('#main article h1').waitFor();
          // Quiet is when nothing has changed for a while: what comes late would else be taken for the effect of a press.
          for (let before = -1, turn = 0; turn < 15; turn++) {
            const now = await page.evaluate<number>('window.noticed');
            if (now === before) break;
            before = now;
            await sleep(150);
          }
        };
        await load();
        for (const name of await kindsOf(page)) {
          await load();
          const button = page
            .locator('#main button:not(:disabled)')
            .filter({ hasText: name })
            .or(page.locator(`#main button[aria-label="${name}"]`));
          if ((await button.count()) === 0) continue;
          const seen = { left: false };
          const notice = () => void (seen.left = true);
          for (const event of ['download', 'request', 'framenavigated', 'filechooser'] as const) page.on(event as 'request', notice);
          await page.evaluate('window.noticed = 0');
          await button.first().click();
          pressed += 1;
          for (let wait = 0; wait < 20 && !seen.left && (await page.evaluate<number>('window.noticed')) === 0; wait++) await sleep(50);
          if (!seen.left && (await page.evaluate<number>('window.noticed')) === 0) say(`${path}: "${name}" does nothing`);
          for (const event of ['download', 'request', 'framenavigated', 'filechooser'] as const) page.off(event as 'request', notice);
          // A frame without scripts refuses the watching one too; it is none of the page's.
          for (const complaint of complaints.splice(0).filter((one) => !one.includes('frame is sandboxed')))
            say(`${path}: "${name}": ${complaint}`);
          if (name === 'Abmelden') {
            await firm.call('POST', '/session', { email: firm.email, password: firm.password });
            return;
          }
        }
      });
    t.diagnostic(`${pressed} buttons pressed`);
    assert.ok(pressed > 60, 'buttons were found');
    assert.deepEqual(dead, []);
    assert.deepEqual(world.faults, []);
  });
});
