import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shot } from '../world/browser.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

describe('The form of checks that need more than an address', { skip: pagesMissing }, () => {
  const here = firmInBrowser();
  const { visit } = here;

  test('each kind fits on paper width and on a phone, in both languages', async () => {
    for (const [language, width] of [
      ['de', 360],
      ['en', 1280],
    ] as const)
      await visit('watch/checks/new', { language, width }, async (watched) => {
        const { page } = watched;
        for (const kind of ['zone', 'domain', 'snmp', 'mail-round-trip', 'script']) {
          await page.getByLabel(language === 'de' ? 'Art der Prüfung' : 'Kind of check').selectOption(kind);
          await page.getByLabel(language === 'de' ? 'Prüfen' : 'Check', { exact: true }).waitFor();
          await assertSound(watched);
          await shot(page, `kind-${kind}-${language}-${width}`);
        }
      });
  });

  test('only what matters for the choice is asked; what is missing is said at its field; a slow kind offers no short interval', () =>
    visit('watch/checks/new', {}, async ({ page }) => {
      await page.getByLabel('Art der Prüfung').selectOption('snmp');
      await page.getByLabel('OID').waitFor();
      await page.getByLabel('SNMP-Version').selectOption('3');
      await page.getByLabel('Kennwort der Verschlüsselung').waitFor();
      assert.equal(await page.getByLabel('Community', { exact: true }).count(), 0);
      await page.getByLabel('Was angesehen wird').selectOption('toner');
      assert.equal(await page.getByLabel('OID').count(), 0);
      await page.getByLabel('SNMP-Version').selectOption('2c');
      await page.getByLabel('Gerät').fill('127.0.0.1');
      await page.getByLabel('Name').first().fill('Drucker Büro');
      await page.getByRole('button', { name: 'Jetzt ausprobieren' }).click();
      await page.getByText('Bitte ausfüllen.').first().waitFor();
      await shot(page, 'kind-snmp-missing');
      await page.getByLabel('Art der Prüfung').selectOption('domain');
      assert.deepEqual(await page.getByLabel('Prüfen', { exact: true }).locator('option').allTextContents(), ['jede Stunde', 'jeden Tag']);
      assert.equal(await page.getByLabel('Prüfen', { exact: true }).inputValue(), '86400000');
    }));
});
