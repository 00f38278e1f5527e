import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openPage, shot } from '../world/browser.ts';
import { scratchFolder } from '../world/scratch.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

describe('The status page, in a real browser', { skip: pagesMissing }, () => {
  const scratch = scratchFolder('statuspage-browser');
  const folder = join(scratch.path, 'status');
  const here = firmInBrowser();
  after(() => scratch.remove());

  test('from nothing to public: a service, a place, a look, a decision; then a disruption, and back by undo', () =>
    here.visit('prepare/status-page', {}, async (watched) => {
      const { page } = watched;
      const button = (name: string) => page.getByRole('button', { name, exact: true });
      await page.getByRole('heading', { level: 1, name: 'Ihre Kunden sehen noch nicht' }).waitFor();
      await shot(page, 'statuspage-empty-1280');
      assert.equal((await here.firm.call('POST', `${here.firm.root}/sample`, {})).status, 201);
      await button('Dienst hinzufügen').click();
      await page.getByLabel('Woher der Zustand kommt').selectOption({ index: 1 });
      await page.getByLabel('So heißt es öffentlich', { exact: false }).first().fill('Bestellungen');
      await button('Übernehmen').click();
      await page.getByText('Bestellungen', { exact: true }).waitFor();
      await button('Ort hinzufügen').click();
      await page.getByLabel('Ordner', { exact: false }).fill('status');
      await button('Übernehmen').click();
      await page.getByText('Bitte den ganzen Pfad eines Ordners angeben').first().waitFor();
      await page.getByLabel('Ordner', { exact: false }).fill(folder);
      await button('Übernehmen').click();
      await page.getByText('noch nichts dort').waitFor();
      await page.getByLabel('Adresse für Besucher').fill('https://status.muehlhaus.example/');
      await button('Entwurf speichern').click();
      await page.getByText('Der Entwurf ist gespeichert.').waitFor();
      await button('Vorschau ansehen').click();
      await page.frameLocator('iframe').getByRole('heading', { name: 'Unsere Dienste' }).waitFor();
      await shot(page, 'statuspage-preview-1280', false);
      await button('Veröffentlichen').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Veröffentlichen' }).click();
      await page.getByRole('heading', { level: 1, name: 'Ihre Status-Seite ist öffentlich.' }).waitFor();
      assert.ok(existsSync(join(folder, 'current', 'index.html')));
      await button('Störung mitteilen').click();
      await page.getByLabel('Überschrift', { exact: false }).first().fill('Bestellungen gehen zurzeit nicht ein');
      await page.getByRole('dialog').getByLabel('Bestellungen').check();
      await page.getByLabel('Mitteilung', { exact: false }).first().fill('Bitte rufen Sie uns an: 0431 555 0199.');
      await assertSound(watched);
      await shot(page, 'statuspage-dialog-1280', false);
      await button('Mitteilen').click();
      await button('Neue Mitteilung').waitFor();
      await button('Von der Seite nehmen').click();
      await button('Rückgängig').click();
      await button('Neue Mitteilung').waitFor();
      await assertSound(watched);
      await shot(page, 'statuspage-1280');
    }));

  test('on a telephone, in English and in the dark it fits', () =>
    here.visit('prepare/status-page', { width: 360, colours: 'dark', language: 'en' }, async (watched) => {
      await watched.page.getByRole('button', { name: 'New message' }).waitFor();
      await assertSound(watched);
      await shot(watched.page, 'statuspage-360-dark-en');
    }));

  test('what visitors get is sound on a telephone and on a screen, in both languages, light and dark', async () => {
    for (const [file, look] of [
      ['index.html', { width: 360 }],
      ['en/index.html', { width: 1280, colours: 'dark' }],
    ] as const) {
      const watched = await openPage(here.browser, pathToFileURL(join(folder, 'current', file)).href, look);
      await watched.page.getByRole('heading', { level: 1 }).waitFor();
      await assertSound(watched, file);
      await shot(watched.page, `statuspage-public-${look.width}-${file.startsWith('en') ? 'en' : 'de'}`);
      await watched.context.close();
    }
  });
});
