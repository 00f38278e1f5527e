import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shot } from '../world/browser.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

const PAGES = ['overview', 'plans', 'roles', 'contacts', 'statements', 'emergency-site'] as const;

describe('Preparing the emergency in a real browser', { skip: pagesMissing }, () => {
  const here = firmInBrowser();

  const { visit } = here;

  test('an empty house says on every page of the room what to do first', () =>
    visit('prepare/overview', { width: 360 }, async (watched) => {
      for (const path of PAGES) {
        await watched.page.goto(`${here.world.url}/o/${here.firm.slug}/prepare/${path}`);
        await watched.page.locator('#main').getByRole('link').or(watched.page.locator('#main').getByRole('button')).first().waitFor();
        await assertSound(watched);
        await shot(watched.page, `prepare-empty-${path}-360`);
      }
    }));

  test('contacts are written by hand and read from a list of Excel, and the list can be taken back', () =>
    visit('prepare/contacts', {}, async (watched) => {
      const { page } = watched;
      await page.getByRole('button', { name: 'Kontakt hinzufügen' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').first().fill('Eva Petersen');
      await dialog.getByLabel('Adresse 1', { exact: true }).fill('555 0199');
      await dialog.getByRole('button', { name: 'Speichern' }).click();
      await dialog.getByText('die Vorwahl fehlt').waitFor();
      await dialog.getByLabel('Adresse 1', { exact: true }).fill('0171/555 0199');
      await assertSound(watched);
      await dialog.getByRole('button', { name: 'Speichern' }).click();
      await page.getByRole('link', { name: '0171 555 0199' }).waitFor();

      await page.getByRole('button', { name: 'CSV einlesen' }).click();
      const file = (text: string) => ({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
      await dialog.locator('input[type=file]').setInputFiles(file('Name;E-Mail\nJürgen Groß;juergen@\n'));
      await dialog.getByText('Zeile 2:').waitFor();
      assert.equal(await dialog.getByRole('button', { name: 'Übernehmen' }).isDisabled(), true);
      await dialog.getByRole('button', { name: 'Andere Datei' }).click();
      await dialog
        .locator('input[type=file]')
        .setInputFiles(file('Name;Firma;Telefon\nJürgen Groß;;0431 555 0102\nNetzwerk Nord;Netzwerk Nord GmbH;0431 555 0199\n'));
      await dialog.getByText('2 neu: Jürgen Groß, Netzwerk Nord').waitFor();
      await assertSound(watched);
      await dialog.getByRole('button', { name: 'Übernehmen' }).click();
      await page.getByRole('rowheader', { name: 'Jürgen Groß' }).waitFor();
      await page.getByRole('button', { name: 'Rückgängig' }).click();
      await page.getByRole('rowheader', { name: 'Jürgen Groß' }).waitFor({ state: 'detached' });
      assert.equal(await page.getByRole('rowheader', { name: 'Eva Petersen' }).count(), 1);
    }));

  test('three roles with one press; a person is chosen and what is missing shrinks', () =>
    visit('prepare/roles', {}, async (watched) => {
      const { page } = watched;
      await page.getByRole('button', { name: 'Mit drei Rollen beginnen' }).click();
      const decide = page.getByRole('region', { name: 'Entscheiden' });
      await page.getByText('Die Rolle „Entscheiden“ hat noch niemand.').first().waitFor();
      await decide.getByLabel('Wer hat die Rolle?').selectOption({ label: 'Eva Petersen' });
      await page.getByText('Die Rolle „Entscheiden“ hat noch niemand.').waitFor({ state: 'detached' });
      await decide.getByRole('link', { name: '0171 555 0199' }).waitFor();
      await assertSound(watched);
      await shot(page, 'prepare-roles-1280');
    }));

  test('a plan from a template is changed; steps that wait for each other are refused in a sentence', () =>
    visit('prepare/plans', {}, async (watched) => {
      const { page } = watched;
      await page.getByRole('button', { name: /Vorlage nehmen: Verschlüsselung/ }).click();
      await page.getByRole('heading', { level: 1, name: /Verschlüsselung oder Einbruch/ }).waitFor();
      await assertSound(watched);
      await shot(page, 'prepare-plan-1280');
      await page.getByRole('button', { name: /^Bearbeiten: Menschen zuerst/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(/^Netz trennen/).check();
      await dialog.getByRole('button', { name: 'Übernehmen' }).click();
      await dialog.getByText(/Diese Schritte warten aufeinander/).waitFor();
      await dialog.getByLabel(/^Netz trennen/).uncheck();
      await dialog.getByLabel('Minuten').fill('10');
      await assertSound(watched);
      await dialog.getByRole('button', { name: 'Übernehmen' }).click();
      await page.getByText('Noch nicht gespeichert.').waitFor();
      await page.getByRole('button', { name: 'Plan speichern' }).click();
      await page.getByText('Noch nicht gespeichert.').waitFor({ state: 'detached' });
      await page.reload();
      await page.getByText('dauert 10 min').first().waitFor();
    }));

  test('the five first messages at one go; a placeholder goes in where the cursor stands', () =>
    visit('prepare/statements', {}, async (watched) => {
      const { page } = watched;
      await page.getByRole('button', { name: 'Mit Vorlage beginnen' }).click();
      await page.getByRole('button', { name: '5 Texte anlegen' }).click();
      await page.getByRole('heading', { level: 1, name: /Die ersten Worte liegen bereit/ }).waitFor();
      await page.getByRole('link', { name: 'Erstmeldung an Kunden' }).click();
      const german = page.getByRole('region', { name: 'Deutsch', exact: true });
      const area = german.getByLabel('Text', { exact: true });
      await area.fill('Hallo ');
      await german.getByRole('button', { name: '+ Telefonnummer' }).click();
      assert.equal(await area.inputValue(), 'Hallo {{phone}}');
      await page.getByText('Im deutschen Text fehlt „Beginn“.').waitFor();
      await area.fill('Hallo {{');
      await page.getByText('Im deutschen Text stimmen Klammern nicht').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Text speichern' }).isDisabled(), true);
      await assertSound(watched);
      await page.getByRole('button', { name: 'Verwerfen' }).click();
    }));

  test('the neutral page is made, looked at as visitors get it, released by the owner; a change voids it', () =>
    visit('prepare/emergency-site', {}, async (watched) => {
      const { page } = watched;
      await page.getByLabel('Gewohnte Website').fill('https://www.muehlhaus.example/');
      await page.getByRole('button', { name: 'Speichern', exact: true }).click();
      await page.getByText('Gespeichert.').waitFor();
      await page.getByRole('button', { name: /Seite anlegen: Technische Störung/ }).click();
      const frame = page.frameLocator('iframe');
      await frame.getByRole('heading', { level: 1, name: 'Technische Störung' }).waitFor();
      await frame.getByRole('link', { name: 'English' }).click();
      await frame.getByRole('heading', { level: 1, name: 'Technical disruption' }).waitFor();
      await page.getByText(/kB von 13 kB/).waitFor();
      await assertSound(watched);
      await page.getByRole('button', { name: 'Freigeben' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Freigeben' }).click();
      await page.getByText(/von Eva Muster am/).waitFor();
      await page.getByLabel('Überschrift').fill('Unsere Website ist gestört');
      await page.getByRole('button', { name: 'Seite speichern' }).click();
      await frame.getByRole('heading', { level: 1, name: 'Unsere Website ist gestört' }).waitFor();
      await page.getByText('gilt nicht mehr').waitFor();
    }));

  test('filled, every page reads in both languages, on a phone and in the dark', async () => {
    for (const look of [
      { language: 'de', width: 360 },
      { language: 'en', width: 1280, colours: 'dark' },
    ] as const)
      await visit('prepare/overview', look, async (watched) => {
        for (const path of PAGES) {
          await watched.page.goto(`${here.world.url}/o/${here.firm.slug}/prepare/${path}`);
          await watched.page.locator('#main table, #main li, #main section').first().waitFor();
          await assertSound(watched);
          await shot(watched.page, `prepare-${path}-${look.language}-${look.width}`);
        }
      });
  });
});
