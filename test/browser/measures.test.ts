import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Look, shot } from '../world/browser.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

/** Weighing thousands of courses takes its time on a busy machine. */
const PATIENCE = { timeout: 120_000 };

describe('The board of measures, in a real browser', { skip: pagesMissing }, () => {
  const here = firmInBrowser();

  const open = (look: Look = {}) => here.open('learn/measures', look);

  test('without a model the board says what it needs first', async () => {
    const tab = await open({ width: 360 });
    await tab.page.getByRole('heading', { name: 'Noch weiß krisenfest nicht, wovon Ihr Betrieb abhängt.' }).waitFor();
    await assertSound(tab);
    await shot(tab.page, 'measures-empty');
    await tab.context.close();
  });

  test('proposals are weighed, taken up, rejected for good, put into the inventory and taken back', async () => {
    assert.equal((await here.firm.call('POST', `${here.firm.root}/sample`)).status, 201);
    const tab = await open();
    const { page } = tab;
    await page.getByRole('heading', { name: /^Zuerst: Passwort-Tresor für die Wiederherstellung/ }).waitFor(PATIENCE);
    await page.getByText('vermeidet im Jahr').first().waitFor(PATIENCE);
    await page.locator('progress').waitFor({ state: 'hidden', ...PATIENCE });
    await shot(page, 'measures-board');
    await assertSound(tab);

    const item = (title: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
    const storage = item('Zweite Möglichkeit neben Gemeinsamer Speicher der Server');
    await storage.getByRole('button', { name: 'Ansehen' }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByText(/^Szenario „Gemeinsamer Speicher der Server“/).waitFor();
    await shot(page, 'measures-before-after', false);
    await assertSound(tab);
    await dialog.getByRole('button', { name: 'Schließen' }).click();

    const cooling = item('Zweite Möglichkeit neben Klimagerät Serverraum');
    await cooling.getByRole('button', { name: 'Verwerfen' }).click();
    await dialog.getByLabel('Warum nicht?').fill('Umzug geplant');
    await dialog.getByRole('button', { name: 'Verwerfen' }).click();
    await page.getByRole('heading', { name: 'Verworfen' }).waitFor();

    await storage.getByRole('button', { name: 'Übernehmen' }).click();
    await storage.getByText('noch niemand zuständig').waitFor();
    await storage.getByRole('button', { name: 'Bearbeiten' }).click();
    await dialog.getByLabel('Wer kümmert sich?').fill('Förde-IT');
    await dialog.getByLabel('Bis wann?').fill('2026-12-31');
    await assertSound(tab);
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await storage.getByText('Förde-IT').waitFor();
    await storage.getByRole('button', { name: 'Ist umgesetzt' }).click();
    await dialog.getByRole('button', { name: 'Ist umgesetzt' }).click();
    await page.getByRole('heading', { name: 'Umgesetzt' }).waitFor();
    assert.match((await here.firm.call('GET', `${here.firm.root}/model`)).text, /Zweite Möglichkeit: Gemeinsamer Speicher/);
    assert.equal(
      await item('Zweite Möglichkeit neben Klimagerät Serverraum').count(),
      1,
      'the rejected one stands among the rejected only',
    );
    await shot(page, 'measures-done');
    await storage.getByRole('button', { name: 'Doch nicht: zurücknehmen' }).click();
    await storage.getByRole('button', { name: 'Ist umgesetzt' }).waitFor();
    assert.doesNotMatch((await here.firm.call('GET', `${here.firm.root}/model`)).text, /Zweite Möglichkeit: Gemeinsamer Speicher/);
    await tab.context.close();
  });

  test('one’s own measure and one’s own scenarios, on a phone, in English and in the dark', async () => {
    const tab = await open({ width: 360, language: 'en', colours: 'dark' });
    const { page } = tab;
    await page.getByRole('button', { name: 'Own measure' }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByLabel('What is to be done?').fill('Spare UPS on the shelf');
    await dialog.getByLabel('What changes?').selectOption('faster');
    await dialog.getByLabel('Of what?').selectOption({ label: 'USV im Serverraum' });
    await dialog.getByLabel('Back after', { exact: true }).fill('2');
    await dialog.getByLabel('Cost a year in euro').fill('150');
    await assertSound(tab);
    await shot(page, 'measures-own-phone', false);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Spare UPS on the shelf' }).waitFor();
    await page.getByRole('button', { name: 'Scenarios' }).click();
    await dialog.getByLabel('How often a year: USV im Serverraum').fill('3');
    await dialog.getByLabel('Source of the frequency: USV im Serverraum').selectOption('tested');
    await assertSound(tab);
    await shot(page, 'measures-scenarios-phone', false);
    await dialog.getByRole('button', { name: 'Use these' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const { body } = await here.firm.call('GET', `${here.firm.root}/measures`);
    const { usual, scenarios } = body as { usual: boolean; scenarios: { name: string; perYear: number; source: string }[] };
    const ups = scenarios.find(({ name }) => name === 'USV im Serverraum');
    assert.deepEqual([usual, ups?.perYear, ups?.source], [false, 3, 'tested']);
    await shot(page, 'measures-phone');
    await assertSound(tab);
    await tab.context.close();
  });
});
