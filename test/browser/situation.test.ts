import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { shot } from '../world/browser.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

describe('The situation, in a real browser', { skip: pagesMissing }, () => {
  const here = firmInBrowser();
  before(async () => {
    await here.firm.call('POST', `${here.firm.root}/sample`);
  });

  test('while nobody checks anything, the situation is unknown and says what to do about it', () =>
    here.visit('lage', {}, async (tab) => {
      await tab.page.getByRole('heading', { name: 'Die Lage ist unbekannt: Noch prüft niemand, ob etwas läuft.' }).waitFor();
      await tab.page.getByText('ungeprüft').first().waitFor();
      await tab.page.getByRole('link', { name: 'Prüfungen einrichten' }).waitFor();
      await shot(tab.page, 'situation-unknown');
      await assertSound(tab);
    }));

  test('a broken ERP: what stops when, whom to ring, and what is said about its restore changes the forecast', async () => {
    await here.firm.call('POST', `${here.firm.root}/incidents`, { nodeIds: ['erp', 'leitung-1'], title: 'ERP antwortet nicht' });
    await here.visit('lage', {}, async (tab) => {
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
    here.visit('lage', { width: 360, language: 'en', colours: 'dark' }, async (tab) => {
      await tab.page.getByRole('heading', { name: 'What it means for the business' }).waitFor();
      await shot(tab.page, 'situation-phone');
      await assertSound(tab);
    }));
});
