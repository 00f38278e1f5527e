import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { axeFindings, browserMissing, openPage, shot, startBrowser } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

let world: TestHouse;
let eva: Firm;
let browser: Browser | undefined;
before(async () => {
  world = await startHouse();
  eva = await world.setUp('Mühlhaus Maschinenbau GmbH');
  if (!browserMissing) browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await world.close();
});

const open = async (path: string, look: Parameters<typeof openPage>[2]) => {
  assert.ok(browser);
  return openPage(browser, `${world.url}/o/${eva.slug}/${path}`, look, eva.cookie());
};
const noneRunsOut = 'document.documentElement.scrollWidth <= innerWidth';

test('an empty firm is asked, and told that nothing is known yet', { skip: browserMissing }, async () => {
  const { page, complaints } = await open('prepare/independence', { width: 360, language: 'en', colours: 'dark' });
  await page.getByRole('heading', { name: 'krisenfest itself' }).waitFor();
  await page.getByRole('heading', { level: 1, name: /Unknown so far: the inventory has no business process/ }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  assert.ok(await page.evaluate(noneRunsOut));
  await shot(page, 'independence-empty-phone-en-dark');
  assert.deepEqual(complaints, []);
});

test('the sample firm reads what goes down with what, answers what krisenfest runs on, and sees that this is not ready', {
  skip: browserMissing,
}, async () => {
  assert.equal((await eva.call('POST', `${eva.root}/sample`, {})).status, 201);
  const settings = { host: 'mail.muehlhaus-maschinenbau.example', from: 'alarm@muehlhaus-maschinenbau.example' };
  await eva.call('POST', `${eva.root}/channels`, { kind: 'email', name: 'Hausmail', settings });
  await eva.call('POST', `${eva.root}/channels`, { kind: 'sms', name: 'Modem im Büro', settings: { outbox: '/var/spool/gammu/outbox' } });
  const { page, complaints } = await open('prepare/independence', {});
  await page.getByRole('heading', { name: 'E-Mail: Hausmail' }).waitFor();
  await page
    .getByText(/Fällt mit aus, wenn eines davon ausfällt: Skyforge/)
    .first()
    .waitFor();
  await page
    .getByText(/Alle \d+ zeigen/)
    .first()
    .click();
  await shot(page, 'independence');
  assert.deepEqual(await axeFindings(page), []);

  await page.getByRole('button', { name: 'Antworten SMS: Modem im Büro' }).click();
  await page.getByLabel('Er hängt an nichts, was im Inventar steht').check();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page
    .getByText(/gesagt von/)
    .first()
    .waitFor();

  await page.getByRole('button', { name: 'Antworten Rechner und Virtualisierung' }).click();
  await page.getByLabel('An diesem hier:').check();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Bitte mindestens eines ankreuzen.').waitFor();
  await page.getByRole('searchbox').fill('Server 1');
  await page.getByLabel('Server 1').check();
  await shot(page, 'independence-answer');
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('krisenfest auf einen eigenen kleinen Rechner stellen').waitFor();

  await page.goto(`${world.url}/o/${eva.slug}/prepare/overview`);
  await page.getByRole('link', { name: 'Unabhängigkeit' }).first().waitFor();
  await page.getByText(/^Nicht bereit: /).waitFor();
  await shot(page, 'prepare-overview');
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(complaints, []);

  const phone = await open('prepare/independence', { width: 360, colours: 'dark' });
  await phone.page.getByRole('heading', { name: 'E-Mail: Hausmail' }).waitFor();
  assert.ok(await phone.page.evaluate(noneRunsOut));
  assert.deepEqual(await axeFindings(phone.page), []);
  await shot(phone.page, 'independence-phone-dark');
  const csv = await eva.call('GET', `${eva.root}/independence.csv?language=de`);
  assert.match(csv.text, /SMS: Modem im Büro;unabhängig;/);
});
