import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type Look, openPage, shot, startBrowser } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { linkIn, type SmtpSink, startSmtp, textOf } from '../world/smtp.ts';
import { fillEveryPage, pathsOf } from './everypage.ts';
import { assertSound, pagesMissing, visitPage } from './visits.ts';

process.env['KRISENFEST_PICTURES'] = 'true';

const LOOKS = [
  { language: 'de', width: 1280, colours: 'light' },
  { language: 'en', width: 1280, colours: 'dark' },
  { language: 'de', width: 360, colours: 'dark' },
  { language: 'en', width: 360, colours: 'light' },
] as const satisfies readonly Look[];

describe('Every page, to be looked at', { skip: pagesMissing }, () => {
  let browser: Browser;
  let empty: TestHouse;
  let filled: TestHouse;
  let mail: SmtpSink;
  let nobody: Firm;
  let firm: Firm;

  before(async () => {
    browser = await startBrowser();
    [empty, filled] = [await startHouse(), await startHouse()];
    mail = await startSmtp();
    nobody = await empty.setUp('Mühlhaus Maschinenbau GmbH');
    firm = await filled.setUp('Mühlhaus Maschinenbau GmbH');
    await fillEveryPage(firm, mail.port);
  });
  after(async () => {
    await browser.close();
    await mail.close();
    await empty.close();
    await filled.close();
  });

  const tagOf = (state: string, path: string, { language, width, colours }: (typeof LOOKS)[number]) =>
    `gallery-${language}-${width}-${colours}-${state}-${path.replaceAll(/[0-9a-f-]{36}/g, 'one').replaceAll('/', '-')}`;

  for (const look of LOOKS)
    for (const state of ['empty', 'filled'] as const)
      test(`${state}, in ${look.language}, ${look.width} pixels wide, ${look.colours}`, async () => {
        const [house, owner] = state === 'empty' ? [empty, nobody] : [filled, firm];
        const bad: string[] = [];
        await visitPage(browser, house, owner, 'lage', look, async (watched) => {
          const { page } = watched;
          for (const path of await pathsOf(owner)) {
            await page.goto(`${house.url}/o/${owner.slug}/${path}`);
            await page.locator('#main article h1').waitFor();
            await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => undefined);
            await shot(page, tagOf(state, path, look));
            await assertSound(watched, path).catch((error: Error) => bad.push(`${path}: ${error.message}`));
          }
        });
        assert.deepEqual(bad, []);
        assert.deepEqual(house.faults, []);
      });

  test('the doors: set up, log in, acknowledge', async () => {
    const link = mail.mails.map((one) => linkIn(textOf(one))).find((one) => one !== '');
    assert.ok(link, 'a mail with a link came');
    const fresh = await startHouse();
    for (const look of LOOKS)
      for (const [name, url] of [
        ['setup', fresh.url],
        ['login', filled.url],
        ['acknowledge', link],
      ] as const) {
        const watched = await openPage(browser, url, look);
        await watched.page.locator('h1').first().waitFor();
        await shot(watched.page, tagOf('door', name, look));
        await assertSound(watched, name);
        await watched.context.close();
      }
    await fresh.close();
  });
});
