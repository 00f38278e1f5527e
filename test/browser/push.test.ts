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
  if (!browserMissing) browser = await startBrowser({ whole: true });
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

test('one button registers the device in hand, says why a browser that cannot be reached by its maker is not taken, and lists what rings', {
  skip: browserMissing,
}, async () => {
  assert.ok(browser);
  const account = `${world.url}/o/${eva.slug}/settings/account`;
  const unset = await openPage(browser, account, {}, eva.cookie());
  await unset.page.getByText(/Push ist hier nicht eingerichtet/).waitFor();
  await unset.page.getByRole('link', { name: 'Alarmwege' }).last().click();
  await unset.page.getByRole('button', { name: 'Alarmweg hinzufügen' }).first().click();
  assert.equal(await unset.page.getByRole('button', { name: 'Push auf ein Gerät einrichten' }).count(), 0, 'devices belong to people');
  await unset.page.getByRole('button', { name: 'Push an Personen einrichten' }).click();
  assert.equal(await unset.page.getByLabel('E-Mail-Adresse für Rückfragen').inputValue(), eva.email, 'what is known need not be typed');
  await unset.page.getByRole('button', { name: 'Speichern' }).click();
  await unset.page.getByText(/Noch hat niemand ein Gerät angemeldet/).waitFor();

  for (const look of [{}, { width: 360, language: 'en', colours: 'dark' }] as const) {
    const english = 'language' in look;
    const { page, context, complaints } = await openPage(browser, account, look, eva.cookie());
    await context.grantPermissions(['notifications'], { origin: world.url });
    await page.evaluate('navigator.serviceWorker.ready.then(() => 1)');
    await page.getByText(english ? /No contact has your e-mail address/ : /Noch hat kein Kontakt Ihre E-Mail-Adresse/).waitFor();
    // Without the Internet no push service can be asked.
    await page.getByRole('button', { name: english ? 'Get alerts on this device' : 'Alarme auf diesem Gerät bekommen' }).click();
    await page.getByText(english ? /did not take the device|not allowed/ : /nicht angenommen|nicht erlaubt/).waitFor();
    assert.deepEqual(await axeFindings(page), []);
    await shot(page, `push-none${english ? '-phone-en-dark' : ''}`);
    // Chromium says of itself that its private windows have no push.
    assert.deepEqual(
      complaints.filter((one) => !one.includes('incognito')),
      [],
    );
  }

  await eva.call('POST', `${eva.root}/contacts`, { name: 'Eva Muster', addresses: [{ kind: 'email', value: eva.email }] });
  const keys = {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  };
  for (const name of ['Handy Eva Muster', 'PC Eva Muster'])
    await eva.call('POST', `${eva.root}/own-devices`, { name, url: `https://push.invalid/${name.slice(0, 2)}`, ...keys });
  for (const look of [{}, { width: 360, language: 'en', colours: 'dark' }] as const) {
    const english = 'language' in look;
    const { page } = await openPage(browser, account, look, eva.cookie());
    if (!english) {
      await page.getByText('nie getestet').first().waitFor();
      await page.getByRole('button', { name: 'Testen Handy Eva Muster' }).click();
      await page.getByText(/Ein Test geht an Handy Eva Muster/).waitFor();
    }
    // The place is nowhere: what was tried says why it did not arrive.
    await page.getByText(english ? /push.invalid could not be resolved/ : /push.invalid ließ sich nicht auflösen/).waitFor();
    assert.deepEqual(await axeFindings(page), []);
    await shot(page, `push-devices${english ? '-phone-en-dark' : ''}`);
    await page.goto(`${world.url}/o/${eva.slug}/settings/channels`);
    await page.getByText(english ? '2 registered devices' : '2 angemeldete Geräte').click();
    await page.getByRole('button', { name: english ? 'Remove PC Eva Muster' : 'Entfernen PC Eva Muster' }).waitFor();
    assert.deepEqual(await axeFindings(page), []);
    await shot(page, `push-house${english ? '-phone-en-dark' : ''}`);
  }
  const { page } = await openPage(browser, account, {}, eva.cookie());
  await page.getByRole('button', { name: 'Entfernen PC Eva Muster' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Entfernen' }).click();
  await page.getByText('PC Eva Muster ist entfernt.').waitFor();
  await page.getByRole('button', { name: 'Testen PC Eva Muster' }).waitFor({ state: 'detached' });
});
