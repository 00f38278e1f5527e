import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { shot, startBrowser } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { assertSound, pagesMissing, visitPage } from './visits.ts';

describe('The situation, in a real browser', { skip: pagesMissing }, () => {
  let browser: Browser;
  let world: TestHouse;
  let firm: Firm;
  before(async () => {
    browser = await startBrowser();
    world = await startHouse();
    firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
    await firm.call('POST', `${firm.root}/sample`);
  });
  after(async () => {
    await browser.close();
    await world.close();
  });

  test('while nobody checks anything, the situation is unknown and says what to do about it', () =>
    visitPage(browser, world, firm, 'lage', {}, async (tab) => {
      await tab.page.getByRole('heading', { name: 'Die Lage ist unbekannt: Noch prüft niemand, ob etwas läuft.' }).waitFor();
      await tab.page.getByText('ungeprüft').first().waitFor();
      await tab.page.getByRole('link', { name: 'Prüfungen einrichten' }).waitFor();
      await shot(tab.page, 'situation-unknown');
      await assertSound(tab);
    }));

  test('a broken ERP: what stops when, whom to ring, and what is said about its restore changes the forecast', async () => {
    await firm.call('POST', `${firm.root}/incidents`, { nodeIds: ['erp', 'leitung-1'], title: 'ERP antwortet nicht' });
    await visitPage(browser, world, firm, 'lage', {}, async (tab) => {
      const { page } = tab;
      await page.getByRole('heading', { name: /ausgefallen\. .* steht/ }).waitFor();
      await page.getByRole('heading', { name: 'Wie es weitergeht' }).waitFor();
      const movers = page.locator('section', {
        has: page.getByRole('heading', { name: /^Worauf die Rückkehr von .+ am meisten beruht$/ }),
      });
      await movers
        .getByText(/^zurück nach .+ statt .+/)
        .first()
        .waitFor();
      const moving = await movers.locator('ol > li').allInnerTexts();
      assert.ok(moving.length >= 1 && moving.length <= 3, moving.join(' | '));
      for (const one of moving) assert.match(one, /Annahme|Vertrag|erprobt/);
      await shot(page, 'situation-down');
      await assertSound(tab);
      const erp = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('button', { name: 'Fertig in …' }) })
        .first();
      await erp.getByRole('button', { name: 'Wiederherstellung hat begonnen' }).click();
      await erp.getByText(/^Wiederherstellung begonnen/).waitFor();
      await erp.getByRole('button', { name: 'Fertig in …' }).click();
      const dialog = page.locator('dialog[open]');
      await dialog.getByLabel('Fertig in', { exact: true }).fill('9');
      await assertSound(tab);
      await dialog.getByRole('button', { name: 'Vorhersage ändern' }).click();
      await erp.getByText(/^Fertig erwartet/).waitFor();
      await erp.getByRole('button', { name: 'Läuft wieder' }).click();
      await dialog.getByRole('button', { name: 'Läuft wieder' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByText('Fertig erwartet').waitFor({ state: 'hidden' });
    });
  });

  test('on a phone, in English and in the dark', () =>
    visitPage(browser, world, firm, 'lage', { width: 360, language: 'en', colours: 'dark' }, async (tab) => {
      await tab.page.getByRole('heading', { name: 'What it means for the business' }).waitFor();
      await shot(tab.page, 'situation-phone');
      await assertSound(tab);
    }));
});
