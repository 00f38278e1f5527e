import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shot } from '../world/browser.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

describe('Whose law reaches the firm, in a real browser', { skip: pagesMissing }, () => {
  const here = firmInBrowser();

  const { open } = here;

  test('an empty firm is led to the scan of its domain', async () => {
    const tab = await open('know/sovereignty');
    for (const path of ['know/sovereignty', 'know/switch-off', 'know/exit']) {
      await tab.page.goto(`${here.world.url}/o/${here.firm.slug}/${path}`);
      await tab.page.getByRole('main').getByRole('link', { name: 'Domain prüfen' }).waitFor();
      await assertSound(tab);
    }
    await tab.context.close();
    assert.equal((await here.firm.call('POST', `${here.firm.root}/sample`)).status, 201);
  });

  test('four answers per service and figures with their formula; a wrong owner is corrected and taken back', async () => {
    const tab = await open('know/sovereignty');
    const { page } = tab;
    await page.getByText('fällt nach seiner Muttergesellschaft (Skyforge Corp.) unter US-Recht (CLOUD Act, FISA 702)').first().waitFor();
    await page.getByText('nicht bewertet').first().waitFor();
    await shot(page, 'sovereignty');
    await assertSound(tab);
    const row = page.getByRole('row', { name: /^Wolkenwerk Office/ });
    await row.getByRole('button', { name: 'Stimmt nicht' }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByLabel('Wessen Recht reicht bis dorthin?').selectOption('EU');
    await dialog.getByLabel('Woher Sie das wissen').fill('Handelsregister, 3. November 2026');
    await assertSound(tab);
    await dialog.getByRole('button', { name: 'Berichtigen' }).click();
    await row.getByText('berichtigt von Eva Muster').waitFor();
    await row.getByRole('button', { name: 'Berichtigung zurücknehmen' }).click();
    await row.getByText('von Ihnen eingetragen').waitFor();
    await tab.context.close();
  });

  test('a switch-off is asked for and printed; a plan is saved, reaches the model, and is seen in the switch-off', async () => {
    const tab = await open('know/switch-off');
    const { page } = tab;
    await page.getByRole('heading', { name: /^Alle US-Dienste aus: \d+ von \d+ Diensten (steht|stehen) sofort\.$/ }).waitFor();
    await page.getByText('Wolkenwerk Office verlassen: E-Mail').waitFor();
    await shot(page, 'switch-off');
    await assertSound(tab);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Als PDF (eine Seite)' }).click()]);
    assert.equal(download.suggestedFilename(), 'abschalten.pdf');
    await page.getByLabel('Wer fällt weg?').selectOption('provider');
    await page.getByLabel('Welche?').selectOption({ label: 'Strandhost' });
    await page.getByRole('heading', { name: /^Dienstleister Strandhost aus/ }).waitFor();

    await page.goto(`${here.world.url}/o/${here.firm.slug}/know/exit`);
    await page.getByRole('row', { name: /^E-Mail/ }).waitFor();
    await shot(page, 'exits');
    await assertSound(tab);
    await page
      .getByRole('row', { name: /^E-Mail/ })
      .getByRole('link', { name: 'Plan öffnen' })
      .click();
    await page.getByLabel('Tage bis zum Wechsel').fill('1');
    await page.getByLabel('Kosten im Monat (€)').fill('1200');
    await page.getByRole('button', { name: 'Plan speichern' }).click();
    await page.getByText('Die Tage bis zum Wechsel stehen jetzt im Modell.').waitFor();
    await page.getByText('180 € mehr im Monat').waitFor();
    await page.getByRole('button', { name: 'Probe eintragen' }).click();
    await page.getByText('Eva Muster · hat geklappt').waitFor();
    await shot(page, 'exit-plan');
    await assertSound(tab);
    await page.goto(`${here.world.url}/o/${here.firm.slug}/know/switch-off`);
    const cells = page
      .getByRole('row', { name: /^E-Mail/ })
      .last()
      .getByRole('cell');
    await cells.nth(2).getByText('läuft').waitFor();
    await tab.context.close();
  });

  test('everything is readable on a phone, in English and in the dark', async () => {
    const tab = await open('know/sovereignty', { language: 'en', width: 360, colours: 'dark' });
    const { page } = tab;
    for (const [path, name] of [
      ['know/sovereignty', 'sovereignty-phone'],
      ['know/switch-off', 'switch-off-phone'],
      ['know/exit', 'exits-phone'],
      ['know/exit/mail', 'exit-plan-phone'],
    ] as const) {
      await page.goto(`${here.world.url}/o/${here.firm.slug}/${path}`);
      await page.locator('#main article h1').waitFor();
      await page.locator('#main article section').first().waitFor();
      await shot(page, name);
      await assertSound(tab);
    }
    await tab.context.close();
  });
});
