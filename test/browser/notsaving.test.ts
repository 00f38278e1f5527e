import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { axeFindings, browserMissing, openPage, shot, startBrowser } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { type SmallDisk, smallDisk, smallDiskMissing } from '../world/smalldisk.ts';

const skip = browserMissing || smallDiskMissing;
let disk: SmallDisk;
let world: TestHouse;
let eva: Firm;
let browser: Browser | undefined;
before(async () => {
  if (skip) return;
  disk = smallDisk(24);
  world = await startHouse({ database: { kind: 'sqlite', file: join(disk.path, 'krisenfest.db') } });
  eva = await world.setUp('Mühlhaus Maschinenbau GmbH');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  if (skip) return;
  await world.close();
  disk.remove();
});

test('while the disk is full every page says plainly that nothing is being saved, and stops saying so when it is', { skip }, async () => {
  assert.ok(browser);
  const { page, complaints } = await openPage(browser, `${world.url}/o/${eva.slug}/prepare/contacts`, {}, eva.cookie());
  await page.getByRole('heading', { level: 1 }).waitFor();
  disk.fill();
  const contact = { name: 'Otto', company: '', note: 'x'.repeat(1500), language: 'de', addresses: [] };
  for (let n = 0; n < 3000; n++) if ((await eva.call('POST', `${eva.root}/contacts`, contact)).status === 507) break;
  const banner = page.getByText(/Nichts wird gespeichert, seit/);
  await banner.waitFor();
  await page.getByText(/arbeitet im Arbeitsspeicher weiter/).waitFor({ timeout: 30_000 });
  await shot(page, 'not-saving', false);
  assert.deepEqual(await axeFindings(page), []);
  const phone = await openPage(browser, `${world.url}/o/${eva.slug}/lage`, { width: 360, language: 'en', colours: 'dark' }, eva.cookie());
  await phone.page.getByText(/Nothing is being saved since/).waitFor();
  assert.ok(await phone.page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
  await shot(phone.page, 'not-saving-phone-en-dark', false);
  assert.deepEqual(await axeFindings(phone.page), []);
  disk.makeRoom();
  await banner.waitFor({ state: 'detached', timeout: 30_000 });
  assert.deepEqual(complaints, []);
});
