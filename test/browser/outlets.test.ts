import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shot } from '../world/browser.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

describe('What is seen from outside, in a real browser', { skip: pagesMissing }, () => {
  const here = firmInBrowser({ engine: false });

  test('nothing is to be seen until somebody publishes it; then it is shown, and the token only once', () =>
    here.visit('settings/outlets', {}, async (watched) => {
      const { page } = watched;
      await page.getByRole('heading', { level: 1, name: 'Von Ihren Prüfungen ist nach außen nichts zu sehen.' }).waitFor();
      await assertSound(watched);
      await shot(page, 'outlets-empty-1280');
      const loaded = await here.firm.call('POST', `${here.firm.root}/sample`, {});
      assert.equal(loaded.status, 201, loaded.text);
      await page.getByRole('button', { name: 'Abzeichen veröffentlichen' }).click();
      await page.getByLabel('Prüfung oder Gruppe').selectOption({ index: 1 });
      await page.getByLabel('So heißt es öffentlich').fill('Bestellungen');
      await assertSound(watched);
      await page.getByRole('button', { name: 'Veröffentlichen', exact: true }).click();
      await page.getByAltText('Abzeichen „Bestellungen“').waitFor();
      await page.getByRole('button', { name: 'Messwerte ausgeben' }).click();
      await page.getByText('scrape_configs:').waitFor();
      await page.getByRole('heading', { level: 1, name: 'Messwerte mit Kennwort und 1 öffentliches Abzeichen' }).waitFor();
      await assertSound(watched);
      await shot(page, 'outlets-1280');
      await page.reload();
      await page.getByText('Eingeschaltet seit').waitFor();
      assert.equal(await page.getByText('scrape_configs:').count(), 0);
    }));

  test('on a telephone, in English and in the dark it fits', async () => {
    for (const look of [
      { width: 360, colours: 'dark' },
      { width: 360, language: 'en' },
      { width: 1280, colours: 'dark', language: 'en' },
    ] as const)
      await here.visit('settings/outlets', look, async (watched) => {
        await watched.page.locator('img[height="22"]').waitFor();
        await assertSound(watched);
        await shot(watched.page, `outlets-${look.width}-${'colours' in look ? 'dark' : 'light'}`);
      });
  });
});
