import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shot } from '../world/browser.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

describe('Signals in a real browser', { skip: pagesMissing }, () => {
  const here = firmInBrowser();
  let url = '';
  let secret = '';

  const { visit } = here;
  const send = async (status: number, name: string) => {
    const monitor = { id: name.length, name, url: 'https://', hostname: 'erp01.muehlhaus.example' };
    const body = JSON.stringify({ heartbeat: { status, msg: 'timeout of 48000ms exceeded' }, monitor, msg: '' });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
    assert.equal((await fetch(url, { method: 'POST', headers, body })).status, 200);
  };

  test('an empty house says what signals are good for, and where to set them up', async () => {
    await visit('watch/signals', { width: 360 }, async (watched) => {
      await watched.page.getByText('Kein Signal ist offen.').first().waitFor();
      await assertSound(watched);
      await shot(watched.page, 'signals-empty-360');
    });
    const loaded = await here.firm.call('POST', `${here.firm.root}/sample`, {});
    assert.equal(loaded.status, 201, loaded.text);
  });

  test('a source is made by clicking: its key is shown once, with what to paste where', () =>
    visit('watch/sources', {}, async (watched) => {
      const { page } = watched;
      await page.getByRole('button', { name: 'Erste Quelle anlegen' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill('Uptime Kuma im Keller');
      await assertSound(watched);
      await shot(page, 'signals-source-form-1280');
      await dialog.getByRole('button', { name: 'Quelle anlegen' }).click();
      secret = (await dialog.getByLabel('Schlüssel').textContent()) ?? '';
      url = (await dialog.locator('code').nth(1).textContent()) ?? '';
      assert.match(secret, /^kfs_[\w-]{43}$/);
      await dialog.getByText(`{ "Authorization": "Bearer ${secret}" }`).waitFor();
      await assertSound(watched);
      await shot(page, 'signals-source-made-1280');
      await dialog.getByRole('button', { name: 'Ist eingetragen' }).click();
      await page.getByRole('button', { name: 'Anleitung' }).click();
      assert.equal(await page.getByText(secret).count(), 0, 'the key is not shown a second time');
    }));

  test('a signal arrives by itself, is assigned with one press, and the situation says what it stops', async () => {
    await visit('watch/signals', {}, async (watched) => {
      const { page } = watched;
      await page.getByText('Kein Signal ist offen.').first().waitFor();
      await send(0, 'ERP-Terminal');
      await page.getByText('noch nicht zugeordnet').waitFor();
      await assertSound(watched);
      await shot(page, 'signals-list-1280');
      await page.getByRole('link', { name: /^Zuordnen/ }).click();
      await page.getByRole('heading', { name: 'Belege' }).waitFor();
      await page.getByLabel('Das ist').selectOption('erp');
      await page.getByRole('button', { name: 'Zuordnen' }).click();
      await page.getByText('Zugeordnet').first().waitFor();
      await assertSound(watched);
      await shot(page, 'signals-one-1280');
    });
    await visit('lage', {}, async (watched) => {
      await watched.page.getByText('von einer Signalquelle gemeldet').first().waitFor();
      await assertSound(watched);
      await shot(watched.page, 'signals-situation-1280');
    });
    for (const look of [
      { width: 360, colours: 'dark' },
      { language: 'en', width: 1280, colours: 'dark' },
    ] as const)
      for (const path of ['watch/signals', 'watch/sources'])
        await visit(path, look, async (watched) => {
          await watched.page.getByText('Uptime Kuma im Keller').first().waitFor();
          await assertSound(watched, path);
          await shot(watched.page, `${path.replace('watch/', 'signals-')}-${look.width}-dark`);
        });
  });

  test('what was switched off by ourselves is entered, stands in the situation, and is switched on again; a signal is ended with a reason', async () => {
    await visit('watch/signals', {}, async (watched) => {
      const { page } = watched;
      await page.getByRole('button', { name: 'Abschaltung eintragen' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Ressource').selectOption('erp');
      await dialog.getByLabel('Grund').fill('Verdacht auf Schadsoftware');
      await assertSound(watched);
      await dialog.getByRole('button', { name: 'Als abgeschaltet eintragen' }).click();
      await page.getByText('still: von uns abgeschaltet').waitFor();
      await page.getByRole('button', { name: 'Wieder eingeschaltet' }).waitFor();
      await assertSound(watched);
      await shot(page, 'signals-off-1280');
    });
    await visit('lage', { width: 360 }, async (watched) => {
      await watched.page.getByRole('heading', { level: 1, name: /Von uns abgeschaltet/ }).waitFor();
      await assertSound(watched);
      await shot(watched.page, 'signals-situation-off-360');
    });
    await visit('watch/signals', {}, async ({ page }) => {
      await page.getByRole('button', { name: 'Wieder eingeschaltet' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Wieder eingeschaltet' }).click();
      await page.getByText('still: von uns abgeschaltet').waitFor({ state: 'detached' });
      await page.getByRole('link', { name: /ERP-Terminal/ }).click();
      await page.getByRole('button', { name: 'Beenden' }).click();
      await page.getByLabel('Grund').fill('Kabel war locker');
      await page.getByRole('button', { name: 'Signal beenden' }).click();
      await page.getByText(/von Hand beendet, Eva Muster, Kabel war locker/).waitFor();
    });
  });

  test('a source is removed, and brought back', () =>
    visit('watch/sources', {}, async ({ page }) => {
      await page.getByRole('button', { name: /^Entfernen/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Entfernen' }).click();
      await page.getByText('Noch keine Quelle angelegt.').waitFor();
      await page.getByRole('button', { name: 'Rückgängig' }).click();
      await page.getByText('Uptime Kuma im Keller').first().waitFor();
    }));
});
