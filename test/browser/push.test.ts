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

test('a push shows as a notification that opens krisenfest and nothing else; what is no message of ours shows without words of others', {
  skip: browserMissing,
}, async () => {
  assert.ok(browser);
  const { page, context } = await openPage(browser, `${world.url}/o/${eva.slug}/lage`, {}, eva.cookie());
  await context.grantPermissions(['notifications'], { origin: world.url });
  await page.evaluate('navigator.serviceWorker.ready.then(() => 1)');
  const session = await context.newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registration;
  const push = (data: string) => session.send('ServiceWorker.deliverPushMessage', { origin: world.url, registrationId, data });
  const shown = () =>
    page.evaluate<{ title: string; body: string; tag: string; data: unknown }[]>(
      `navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => all.map(({ title, body, tag, data }) => ({ title, body, tag, data })))`,
    );
  await push(JSON.stringify({ title: 'ÜBUNG: Server steht', body: 'Bitte bestätigen.', url: '/a/x', tag: 'a1' }));
  await push(JSON.stringify({ title: 'ÜBUNG: Server steht', body: 'Noch einmal.', url: '/a/x', tag: 'a1' }));
  await push(JSON.stringify({ url: 7 }));
  for (let n = 0; n < 100 && (await shown()).length < 2; n++) await page.waitForTimeout(50);
  const all = (await shown()).sort((a, b) => (a.tag < b.tag ? -1 : 1));
  assert.deepEqual(all, [
    { title: 'ÜBUNG: Server steht', body: 'Noch einmal.', tag: 'a1', data: '/a/x' },
    { title: 'krisenfest', body: '', tag: 'krisenfest', data: '' },
  ]);
});

test('setting up push says what it needs, and why a browser that cannot be reached by its maker is not taken', {
  skip: browserMissing,
}, async () => {
  assert.ok(browser);
  for (const look of [{}, { width: 360, language: 'en', colours: 'dark' }] as const) {
    const { page, context, complaints } = await openPage(browser, `${world.url}/o/${eva.slug}/settings/channels`, look, eva.cookie());
    const english = 'language' in look;
    await context.grantPermissions(['notifications'], { origin: world.url });
    await page.evaluate('navigator.serviceWorker.ready.then(() => 1)');
    await page
      .getByRole('button', { name: english ? 'Add alert channel' : 'Alarmweg hinzufügen' })
      .first()
      .click();
    await page.getByRole('button', { name: english ? 'Set up Push to a device' : 'Push auf ein Gerät einrichten' }).click();
    const [device, contact] = [
      page.getByLabel(english ? 'Name of the device' : 'Name des Geräts'),
      page.getByLabel(english ? 'E-mail address for questions' : 'E-Mail-Adresse für Rückfragen'),
    ];
    assert.equal(await device.inputValue(), english ? 'PC of Eva Muster' : 'PC Eva Muster', 'what is known need not be typed');
    assert.equal(await contact.inputValue(), eva.email);
    await device.fill('Handy Leitung');
    await page.getByRole('button', { name: english ? 'Save' : 'Speichern' }).click();
    await page.getByText(english ? /Please press "Register this device"/ : /Bitte zuerst auf dem Gerät/).waitFor();
    // Without the Internet no push service can be asked.
    await page.getByRole('button', { name: english ? 'Register this device' : 'Dieses Gerät anmelden' }).click();
    await page.getByText(english ? /did not take the device|not allowed/ : /nicht angenommen|nicht erlaubt/).waitFor();
    assert.equal(await page.getByLabel(english ? 'Own key' : 'Eigener Schlüssel').count(), 0, 'no field that nobody can fill in');
    assert.deepEqual(await axeFindings(page), []);
    await shot(page, `push${english ? '-phone-en-dark' : ''}`, false);
    // Chromium says of itself that its private windows have no push.
    assert.deepEqual(
      complaints.filter((one) => !one.includes('incognito')),
      [],
    );
  }
});
