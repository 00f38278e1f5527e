import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { shot } from '../world/browser.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

const golden = (name: string) => join(import.meta.dirname, '../golden/exchange', name);

describe('Importing checks in a real browser', { skip: pagesMissing }, () => {
  const here = firmInBrowser({ engine: false });

  test('the file of another program is looked at first: what comes in, what stays out and why; then it is taken over', () =>
    here.visit('watch/checks', {}, async (watched) => {
      const { page } = watched;
      await page.getByRole('button', { name: 'Einlesen' }).click();
      await assertSound(watched);
      await shot(page, 'watch-import-choose-1280', false);
      await page.locator('input[type=file]').setInputFiles(golden('uptime-kuma.json'));
      await page.getByText('8 kommen neu hinzu, 3 bleiben draußen').waitFor();
      await page.getByText('Diese Art („docker“) gibt es hier nicht.').waitFor();
      await page.getByText('Wer alarmiert wird, kommt nicht mit').waitFor();
      await assertSound(watched);
      await shot(page, 'watch-import-look-1280', false);
      await page.getByRole('button', { name: 'Übernehmen' }).click();
      await page.getByText('8 Prüfungen sind übernommen.').waitFor();
      await page.locator('table[aria-rowcount="9"]').waitFor();
      await page.getByRole('row', { name: /Werk 2/ }).waitFor();
      await shot(page, 'watch-import-done-1280', false);
    }));

  test('on a telephone in English and in the dark it fits; the same file again offers nothing to take over, a wrong one is refused in words', () =>
    here.visit('watch/checks', { width: 360, language: 'en', colours: 'dark' }, async (watched) => {
      const { page } = watched;
      await page.getByRole('button', { name: 'Import' }).click();
      await page.locator('input[type=file]').setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') });
      await page.getByText('This file is none of the four kinds').waitFor();
      await page.locator('input[type=file]').setInputFiles(golden('uptime-kuma.json'));
      await page.getByText('There is nothing in this file that is still missing.').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Accept' }).isDisabled(), true);
      await assertSound(watched);
      await shot(page, 'watch-import-look-360-dark', false);
    }));
});
