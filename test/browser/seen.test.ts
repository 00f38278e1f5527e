import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { AlertView } from '../../src/act/alerting/alerting.contract.ts';
import { axeFindings, browserMissing, openPage, shot, startBrowser } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { linkIn, type SmtpSink, startSmtp, textOf } from '../world/smtp.ts';
import { until } from '../world/until.ts';

let world: TestHouse;
let eva: Firm;
let mail: SmtpSink;
let browser: Browser | undefined;
before(async () => {
  world = await startHouse();
  eva = await world.setUp('Mühlhaus Maschinenbau GmbH');
  mail = await startSmtp();
  if (!browserMissing) browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await world.close();
  await mail.close();
});

/** Delivers a push to the service worker of this page, as the push service would. */
async function pushTo(page: Page, session: CDPSession, message: object): Promise<void> {
  const registration = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    });
  });
  await page.evaluate('navigator.serviceWorker.ready.then(() => 1)');
  await session.send('ServiceWorker.enable');
  const [registrationId, origin, data] = [await registration, world.url, JSON.stringify(message)];
  await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
}

test('a message counts as on the device when the device says so, and as seen when its page stood in the foreground; neither acknowledges', {
  skip: browserMissing,
}, async () => {
  assert.ok(browser);
  for (const name of ['Otto', 'Ida', 'Uwe']) {
    const addresses = [{ kind: 'email', value: `${name.toLowerCase()}@muehlhaus.example`, label: '', withoutInternet: false }];
    await eva.call('POST', `${eva.root}/contacts`, { name: `${name} Muster`, company: '', note: '', language: 'de', addresses });
  }
  const settings = { host: '127.0.0.1', port: mail.port, security: 'none', from: 'alarm@muehlhaus.example' };
  await eva.call('POST', `${eva.root}/channels`, { kind: 'email', name: 'Hausmail', settings });
  const { body } = await eva.call('POST', `${eva.root}/incidents`, { mode: 'actual', title: 'Server steht' });
  const incident = (body as { id: string }).id;
  const linkOf = async (name: string) =>
    linkIn(textOf(await until(`mail to ${name}`, () => mail.mails.find((one) => one.to.includes(`${name}@muehlhaus.example`)))));
  const progress = async () => {
    const alerts = (await eva.call('GET', `${eva.root}/incidents/${incident}/alerts`)).body as { alerts: AlertView[] };
    const [alert] = alerts.alerts;
    const people = alert?.steps[0]?.recipients.map((one) => `${one.name}: ${one.deliveries.map(({ state }) => state).join()}`) ?? [];
    return [alert?.state, ...people.sort()];
  };
  const [otto, ida, uwe] = [await linkOf('otto'), await linkOf('ida'), await linkOf('uwe')];
  const taken = ['running', 'Ida Muster: handed-over', 'Otto Muster: handed-over', 'Uwe Muster: handed-over'];
  await until('handed over', async () => (String(await progress()) === String(taken) ? true : undefined));
  // A filter that fetches the page looks at nothing.
  await fetch(uwe);

  const read = await openPage(browser, otto);
  const room = await openPage(browser, `${world.url}/o/${eva.slug}/lage`, {}, eva.cookie());
  await room.context.grantPermissions(['notifications'], { origin: world.url });
  await pushTo(room.page, await room.context.newCDPSession(room.page), { title: 'Server steht', body: 'Alarm', url: ida, tag: 'a1' });
  const known = ['running', 'Ida Muster: delivered', 'Otto Muster: seen', 'Uwe Muster: handed-over'];
  await until('evidence', async () => (String(await progress()) === String(known) ? true : undefined));
  assert.deepEqual(await axeFindings(read.page), []);
  assert.deepEqual(read.complaints, []);

  for (const look of [{}, { width: 360, language: 'en', colours: 'dark' }] as const) {
    const english = 'language' in look;
    const { page } = await openPage(browser, `${world.url}/o/${eva.slug}/act/incidents/${incident}`, look, eva.cookie());
    await page
      .getByText(english ? /^seen/ : /^angesehen/)
      .first()
      .waitFor();
    await page
      .getByText(english ? /^on the device/ : /^auf dem Gerät/)
      .first()
      .waitFor();
    assert.deepEqual(await axeFindings(page), []);
    await shot(page, `alert-evidence${english ? '-phone-en-dark' : ''}`);
  }

  await read.page.getByRole('button', { name: 'Alarm bestätigen' }).click();
  await read.page.getByText(/Danke, Otto Muster/).waitFor();
  assert.deepEqual(await progress(), ['acknowledged', 'Ida Muster: delivered', 'Otto Muster: acknowledged', 'Uwe Muster: handed-over']);
  assert.deepEqual(read.complaints, []);
});
