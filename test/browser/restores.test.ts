import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type Look, shot, startBrowser } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { scratchFolder } from '../world/scratch.ts';
import { assertSound, pagesMissing, type Visit, visitPage } from './visits.ts';

describe('Restore tests in a real browser', { skip: pagesMissing }, () => {
  const scratch = scratchFolder('restore-browser');
  const [files, place] = [join(scratch.path, 'files'), join(scratch.path, 'place')];
  let browser: Browser;
  let world: TestHouse;
  let firm: Firm;
  let id = '';
  before(async () => {
    for (const path of [files, place]) mkdirSync(path);
    writeFileSync(join(files, 'erp.bak'), Buffer.alloc(3_000_000, 7));
    browser = await startBrowser();
    world = await startHouse();
    firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
    assert.equal((await firm.call('POST', `${firm.root}/sample`, {})).status, 201);
    const check = { name: 'Sicherung Warenwirtschaft', kind: 'folder', config: { path: files, ending: '.bak' }, nodeId: 'erp' };
    id = ((await firm.call('POST', `${firm.root}/checks`, check)).body as { id: string }).id;
  });
  after(async () => {
    assert.deepEqual(world.faults, []);
    await browser.close();
    await world.close();
    scratch.remove();
  });
  const visit = (look: Look, body: Visit) => visitPage(browser, world, firm, `watch/checks/${id}`, look, body);

  test('is set up by hand on the page of the check, runs at once, and its time stands in the model as tested', () =>
    visit({}, async (watched) => {
      const { page } = watched;
      await page.getByRole('button', { name: 'Rückspieltest einrichten' }).click();
      await page.getByLabel('Zeit für alles andere').fill('90');
      await page.getByRole('textbox', { name: 'Ordner für den Test' }).fill('var/tmp');
      await page.getByRole('button', { name: 'Speichern' }).click();
      await page.getByText('Bitte einen Ordner dieses Rechners angeben').waitFor();
      await assertSound(watched);
      await shot(page, 'restore-dialog-1280');
      await page.getByRole('textbox', { name: 'Ordner für den Test' }).fill(place);
      await page.getByRole('button', { name: 'Speichern' }).click();
      await page.getByText('Es wurde noch nie zurückgespielt.').waitFor();
      await page.getByRole('button', { name: 'Jetzt testen' }).click();
      await page.getByText(/als erprobte Wiederherstellungszeit: 1\sh\s30\smin/).waitFor();
      await assertSound(watched);
      await shot(page, 'restore-1280');
      const node = await firm.call('GET', `${firm.root}/inventory`);
      assert.ok(node.text.includes('Rückspieltest „Sicherung Warenwirtschaft“'), 'the model says where the time comes from');
    }));

  test('a backup that has rotted is said on the page and in the signals, in English on a phone in the dark too', async () => {
    writeFileSync(join(files, 'erp.bak.sha256'), `${'0'.repeat(64)}  erp.bak\n`);
    await visit({}, async ({ page }) => {
      await page.getByRole('button', { name: 'Jetzt testen' }).click();
      await page.getByText('Die Sicherung ließ sich nicht zurückspielen: erp.bak hat eine andere Prüfsumme').waitFor();
      await page.locator('summary', { hasText: 'Frühere Tests' }).click();
      await shot(page, 'restore-failed-1280');
    });
    await visit({ width: 360, language: 'en', colours: 'dark' }, async (watched) => {
      await watched.page.getByText('The backup could not be restored').waitFor();
      await assertSound(watched);
      await shot(watched.page, 'restore-failed-360-en-dark');
    });
    await visitPage(browser, world, firm, 'watch/signals', {}, async (watched) => {
      await watched.page.getByText('Rückspieltest „Sicherung Warenwirtschaft“ gescheitert').first().waitFor();
      await assertSound(watched);
    });
  });
});
