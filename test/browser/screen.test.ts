import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { browserMissing, openPage, startBrowser } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

const TOKEN = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MDE';

let world: TestHouse;
let eva: Firm;
let browser: Browser | undefined;
before(async () => {
  world = await startHouse();
  eva = await world.setUp();
  await eva.call('POST', `${eva.root}/channels`, { kind: 'screen', name: 'Halle 2', settings: { room: 'Halle 2', token: TOKEN } });
  if (!browserMissing) browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await world.close();
});

test('a screen in the house shows an alert as text alone, turns sound on, and says when it has lost the connection', {
  skip: browserMissing,
}, async () => {
  assert.ok(browser);
  const { page, complaints, context } = await openPage(browser, `${world.url}/w/${TOKEN}`, { width: 360 });
  await page.getByText('Kein Alarm').waitFor();
  const title = 'Server steht <img src=x onerror=document.title=1>';
  const raised = await eva.call('POST', `${eva.root}/incidents`, { mode: 'exercise', title });
  assert.equal(raised.status, 201, raised.text);
  await page.getByRole('heading', { name: title }).waitFor();
  await page.getByText('ÜBUNG ·').waitFor();
  assert.equal(await page.locator('article img').count(), 0);
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'nothing runs out of a narrow screen');
  await page.getByRole('button', { name: 'Ton einschalten' }).click();
  await page.getByRole('button', { name: 'Ton ist an' }).waitFor();
  assert.deepEqual(complaints, []);

  await context.setOffline(true);
  await world.house.app.close();
  await page.getByText(/Keine Verbindung zu krisenfest/).waitFor();
});
