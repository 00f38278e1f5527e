import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shot } from '../world/browser.ts';
import { adguardLines, creditorText, officeDay } from '../world/evidence.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

describe('Evidence from inside the house, in a real browser', { skip: pagesMissing }, () => {
  const here = firmInBrowser();
  const { visit } = here;

  test('from an empty page to a service in the inventory: choose, agree, look, take over, enter, take back', () =>
    visit('know/evidence', {}, async (tab) => {
      const { page } = tab;
      await page.getByRole('heading', { name: 'Welche Dienste benutzt Ihr Betrieb wirklich?' }).waitFor();
      await page.getByText('/etc/pihole/pihole-FTL.db kopieren').waitFor();
      await shot(page, 'know-evidence-empty');
      await assertSound(tab);

      await page.getByRole('button', { name: 'Datei einlesen' }).click();
      const dialog = page.locator('dialog[open]');
      await dialog.getByLabel('Woher kommt die Datei?').selectOption('adguard');
      await dialog.getByText('Tage mit weniger als drei Geräten werden weggelassen.').waitFor();
      await dialog.locator('input[type=file]').waitFor({ state: 'detached' });
      await assertSound(tab);
      await dialog.getByLabel('Das ist im Betrieb geklärt.').check();
      const log = Buffer.from(`${adguardLines(officeDay())}\n{kaputt`);
      await dialog.locator('input[type=file]').setInputFiles({ name: 'querylog.json', mimeType: 'application/json', buffer: log });
      await page.getByRole('heading', { name: 'Vorschau: AdGuard Home' }).waitFor();
      await page.getByText('38 Zeilen ausgewertet vom 20.11.2026, 1 Zeile abgelehnt').waitFor();
      await shot(page, 'know-evidence-preview');
      await assertSound(tab);
      await page.getByRole('button', { name: 'Übernehmen' }).click();
      await page.getByRole('heading', { name: '2 Dienste werden benutzt, die niemand eingetragen hat.' }).waitFor();
      await assertSound(tab);

      const slack = page.getByRole('row', { name: /Slack/ });
      await slack.getByText('slack.com: an 1 Tag, bis zu 5 Geräte').waitFor();
      await slack.getByRole('button', { name: 'Eintragen' }).click();
      await page.getByText('Ins Inventar eingetragen: Slack').waitFor();
      await page.getByRole('heading', { name: 'Ein Dienst wird benutzt, den niemand eingetragen hat.' }).waitFor();
      await page.getByRole('button', { name: 'Rückgängig' }).click();
      await page.getByRole('heading', { name: '2 Dienste werden benutzt, die niemand eingetragen hat.' }).waitFor();
      await page.getByRole('button', { name: 'Alle 2 eintragen' }).click();
      await page.getByRole('heading', { name: 'Was nachweislich benutzt wird, steht im Inventar.' }).waitFor();
      await page.getByRole('button', { name: 'Rückgängig' }).last().click();
      await page.getByRole('heading', { name: '2 Dienste werden benutzt, die niemand eingetragen hat.' }).waitFor();
      await page.getByLabel('Anzeigen').selectOption('shadow');
      await slack.getByRole('button', { name: 'Gehört nicht zu uns' }).click();
      await page.getByRole('heading', { name: 'Ein Dienst wird benutzt, den niemand eingetragen hat.' }).waitFor();
      await page.getByLabel('Anzeigen').selectOption('rejected');
      await page.getByRole('row', { name: /Slack/ }).getByRole('button', { name: 'Doch unseres' }).waitFor();
      await shot(page, 'know-evidence');
    }));

  test('a wrong file says what is wrong, a seller is asked about, and a file is taken back; on a phone, in English, in the dark', () =>
    visit('know/evidence', { language: 'en', width: 360, colours: 'dark' }, async (tab) => {
      const { page } = tab;
      const dialog = page.locator('dialog[open]');
      const bring = async (name: string, contents: Buffer) => {
        await page.getByRole('button', { name: 'Read a file' }).click();
        await dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: contents });
        await dialog.waitFor({ state: 'hidden' });
      };
      await bring('postings.csv', Buffer.from('"EXTF";700;21;"Buchungsstapel"\r\nUmsatz;Konto\r\n1;2'));
      await page.getByText('This is a DATEV batch of postings.').waitFor();
      await bring('creditors.csv', Buffer.from(creditorText, 'latin1'));
      await page.getByRole('heading', { name: 'Preview: List of creditors' }).waitFor();
      await assertSound(tab);
      await page.getByRole('button', { name: 'Take over' }).click();
      await page.getByLabel('Show').selectOption('questions');
      await page
        .getByRole('row', { name: /Google Ireland/ })
        .getByRole('button', { name: 'Google Workspace' })
        .waitFor();
      await shot(page, 'know-evidence-phone');
      await assertSound(tab);
      await page
        .getByRole('row', { name: /List of creditors/ })
        .getByRole('button', { name: 'Take back' })
        .click();
      await dialog.getByText('What this file has shown is deleted.').waitFor();
      await dialog.getByRole('button', { name: 'Take back' }).click();
      await page.getByText('taken back', { exact: true }).waitFor();
    }));

  test('the directory of providers: search, look at one, see what could replace it and how to correct it', () =>
    visit('know/catalogue', {}, async (tab) => {
      const { page } = tab;
      await page.getByRole('heading', { name: /krisenfest kennt \d+ Dienstleister/ }).waitFor();
      await shot(page, 'know-catalogue', false);
      await assertSound(tab);
      await page.getByRole('searchbox').fill('Slack');
      await page
        .getByRole('row', { name: /^Slack/ })
        .getByRole('button', { name: 'Ansehen' })
        .click();
      const dialog = page.locator('dialog[open]');
      await dialog.getByRole('heading', { name: 'Slack' }).waitFor();
      await dialog.getByText('Stimmt etwas nicht?').click();
      assert.match(await dialog.getByLabel('Eintrag zum Kopieren').inputValue(), /"id": "slack"/);
      await dialog.getByText('Woran man ihn erkennt').click();
      await dialog.getByText('slack-edge.com').first().waitFor();
      await shot(page, 'know-catalogue-entry', false);
      await assertSound(tab);
    }));

  test('the directory fits on a phone', () =>
    visit('know/catalogue?provider=microsoft-365', { language: 'en', width: 360, colours: 'dark' }, async (tab) => {
      await tab.page.locator('dialog[open]').getByText('How it is recognised').waitFor();
      await shot(tab.page, 'know-catalogue-phone', false);
      await assertSound(tab);
    }));
});
