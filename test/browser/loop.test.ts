import assert from 'node:assert/strict';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { ARTEFACTS, openPage, shot, startBrowser, type WatchedPage } from '../world/browser.ts';
import { startHouse, type TestHouse } from '../world/house.ts';
import { nginxMissing, startNginx } from '../world/nginx.ts';
import type { Running } from '../world/programs.ts';
import { scratchFolder } from '../world/scratch.ts';
import { type TestSite, usualSite } from '../world/site.ts';
import { linkIn, type SmtpSink, startSmtp, subjectOf, textOf } from '../world/smtp.ts';
import { until } from '../world/until.ts';
import { assertSound, pagesMissing } from './visits.ts';

describe('once around the loop', { skip: pagesMissing || nginxMissing() }, () => {
  let world: TestHouse;
  let mail: SmtpSink;
  let site: TestSite;
  let folder: ReturnType<typeof scratchFolder>;
  let proxy: (Running & { readonly url: string }) | undefined;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let shots = 0;

  before(async () => {
    world = await startHouse();
    mail = await startSmtp();
    site = await usualSite();
    folder = scratchFolder('browser-loop');
    chmodSync(folder.path, 0o755);
    mkdirSync(join(folder.path, 'switch'), { mode: 0o755 });
    browser = await startBrowser();
    watched = await openPage(browser, world.url);
    ({ page } = watched);
  });
  after(async () => {
    await browser?.close();
    await proxy?.stop();
    await site?.stop();
    await mail?.close();
    await world?.close();
    folder?.remove();
  });

  const sound = async (name: string, on = watched) => {
    shots += 1;
    await shot(on.page, `loop-${String(shots).padStart(2, '0')}-${name}`);
    await assertSound(on, name);
  };
  const main = () => page.locator('#main');
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
  const confirm = async (name: string) => {
    await press(name);
    await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  };
  const headline = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  /** As somebody finds it who reads the navigation: the room, then the page. */
  const goTo = async (room: string, name: string) => {
    const menu = page.getByRole('navigation').first();
    await menu.getByRole('link', { name: new RegExp(`^${room}`) }).click();
    if (name !== room) await menu.getByRole('link', { name, exact: true }).click();
    await page.locator('#main article h1').waitFor();
  };
  const visitors = async () => {
    const answer = await fetch(`${proxy?.url}/angebote`);
    return { status: answer.status, text: await answer.text() };
  };

  const setUp = async () => {
    await page.getByLabel('Name des Betriebs').fill('Mühlhaus Maschinenbau GmbH');
    await page.getByLabel('Ihr Name').fill('Eva Mühlhaus');
    await page.getByLabel('Ihre E-Mail-Adresse').fill('eva@muehlhaus.example');
    await page.locator('input[name=password]').fill('kurz');
    await press('Einrichten');
    await page.getByText('Mindestens 10 Zeichen.', { exact: true }).waitFor();
    await sound('setup');
    await page.locator('input[name=password]').fill('vier Wörter reichen dafür');
    await press('Einrichten');
    await page.getByRole('heading', { name: /Drucken Sie diesen Schlüssel/ }).waitFor();
    assert.match(await page.locator('code').innerText(), /^AGE-SECRET-KEY-/i);
    const saved = page.waitForEvent('download');
    await press('Als Datei speichern');
    assert.match((await saved).suggestedFilename(), /^krisenfest-Schluessel-Mühlhaus/);
    assert.ok(await page.getByRole('button', { name: 'Weiter' }).isDisabled(), 'nobody gets on without putting the key away');
    await sound('recovery-key');
    await page.getByLabel(/Ich habe den Schlüssel/).check();
    await press('Weiter');
    await page.locator('#main article h1').waitFor();
    await sound('empty');
  };

  const know = async () => {
    await main()
      .getByRole('button', { name: /Beispielfirma laden/ })
      .click();
    await headline('Die Lage ist unbekannt');
    await sound('situation');
    await goTo('Wissen', 'Landkarte');
    await page.locator('.react-flow__node').first().waitFor();
    await sound('map');
  };

  const prepare = async () => {
    await goTo('Einstellungen', 'Alarmwege');
    await press('Alarmweg hinzufügen');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /E-Mail/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[name=host]').fill('127.0.0.1');
    await dialog.locator('[name=port]').fill(String(mail.port));
    await dialog.locator('[name=security]').selectOption('none');
    await dialog.locator('[name=from]').fill('alarm@muehlhaus.example');
    await sound('channel');
    await dialog.getByRole('button', { name: 'Speichern', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });

    await goTo('Einstellungen', 'Ausfall und Öffentlichkeit');
    const server = page.locator('form').filter({ has: page.getByLabel('Schalterdatei') });
    await server.getByLabel('Namen der Website').fill('localhost.example');
    await server.getByLabel('Ihre gewohnte Website').fill(site.url);
    await server.getByLabel('Schalterdatei').fill(join(folder.path, 'switch', 'muehlhaus.on'));
    await server.getByRole('button', { name: 'Speichern' }).click();
    const snippet = (await page.locator('pre').first().textContent()) ?? '';
    proxy = await startNginx(folder.path, () => `${snippet}\nlocation / { proxy_pass ${site.url}; }`);
    await server.getByLabel('Adresse zum Nachsehen').fill(`${proxy.url}/`);
    await server.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Gespeichert.').first().waitFor();
    await sound('public-settings');
    assert.equal((await visitors()).status, 200);
  };

  const watch = async () => {
    await goTo('Wachen', 'Prüfungen');
    await main()
      .getByRole('link', { name: /Prüfung anlegen/ })
      .first()
      .click();
    await page.getByLabel('Name').first().fill('Unsere Website');
    await page.getByLabel('Adresse').fill(`${site.url}/angebote`);
    await page.getByLabel('Ressource').selectOption('website');
    await press('Jetzt ausprobieren');
    await page.getByText('Läuft: antwortet (HTTP 200).').waitFor();
    await page.getByText('Erweitert').click();
    await page.getByLabel(/Erfolge in Folge/).fill('1');
    await page.getByLabel(/Pause vor dem nächsten Versuch/).fill('1');
    await sound('new-check');
    await press('Prüfung speichern');
    await headline(/„Unsere Website“ läuft, seit/);
    await sound('check-fine');
    await site.stop();
    await press('Jetzt prüfen');
    await headline(/„Unsere Website“ ist ausgefallen/);
    const hit = page.getByRole('region', { name: 'Was jetzt steht' });
    await hit.getByText(/€\/h/).first().waitFor();
    await hit
      .getByText(/kritisch/)
      .first()
      .waitFor();
    await sound('check-down');
  };

  const raise = async () => {
    await page.getByRole('link', { name: 'Notfall auslösen' }).first().click();
    await page.getByRole('textbox', { name: /Was ist geschehen/ }).fill('Unsere Website steht still');
    await sound('raise');
    await press('Notfall auslösen');
    await headline('Unsere Website steht still');
    // Before it came the word that a check has found the outage.
    const first = await until('the mail', () => mail.mails.find((one) => /Unsere Website steht still/.test(subjectOf(one))));
    const phone = await openPage(browser, linkIn(textOf(first)), { width: 360 });
    await sound('acknowledge', phone);
    await phone.page.getByRole('button').click();
    await phone.page.getByRole('button').waitFor({ state: 'detached' });
    await sound('acknowledged', phone);
    await phone.context.close();
    await page
      .getByText(/bestätigt \d\d:\d\d/)
      .first()
      .waitFor();
  };

  const act = async () => {
    await press('Defekt');
    await page.getByRole('button', { name: 'Defekt', exact: true, pressed: true }).waitFor();
    await press('Notfall');
    const open = () => page.getByRole('button', { name: 'Erledigt', exact: true }).count();
    const ticked = () => page.getByRole('button', { name: 'Wieder öffnen' }).count();
    await until('the checklist of the plan', async () => ((await open()) > 1 ? true : undefined));
    for (let n = 1; (await open()) > 0; n++) {
      await page.getByRole('button', { name: 'Erledigt', exact: true }).first().click();
      await until(`step ${n} is ticked`, async () => ((await ticked()) === n ? true : undefined));
    }
    await page.getByRole('textbox', { name: /Was ist zu tun/ }).fill('Den Dienstleister anrufen');
    await press('Aufgabe hinzufügen');
    await press('Erledigt');
    await page.getByRole('textbox', { name: /Was ist geschehen/ }).fill('Netzteil ist durchgebrannt.');
    await press('Eintragen');
    await page.getByText('Netzteil ist durchgebrannt.').first().waitFor();
    await sound('room');
  };

  const tellThePublic = async () => {
    assert.equal((await visitors()).status, 502, 'the usual site is down');
    await press('Vorschau ansehen');
    await page.locator('iframe').waitFor();
    assert.equal((await visitors()).status, 502, 'a preview shows nothing to anybody');
    await sound('preview');
    await confirm('Jetzt veröffentlichen');
    await page.getByText(/Von außen gesehen/).waitFor();
    await sound('public');
    const seen = await visitors();
    assert.equal(seen.status, 503);
    assert.match(seen.text, /Mühlhaus/);
    const visitor = await openPage(browser, `${proxy?.url}/`, { width: 360 });
    await shot(visitor.page, `loop-${String(shots).padStart(2, '0')}-visitor`);
    assert.deepEqual(visitor.complaints, []);
    await visitor.context.close();
  };

  const standDown = async () => {
    site = await usualSite(site.port);
    await goTo('Wachen', 'Prüfungen');
    await main().getByRole('link', { name: 'Unsere Website' }).click();
    await press('Jetzt prüfen');
    await headline(/„Unsere Website“ läuft, seit/);
    await page.getByRole('region', { name: 'Laufender Notfall' }).getByRole('link').click();
    await page.getByText('Wieder da: Unsere Website.').first().waitFor();
    await confirm('Notfall beenden');
    await until('the usual site', async () => ((await visitors()).status === 200 ? true : undefined));
    await page.getByRole('link', { name: 'Zur Nachbereitung' }).waitFor();
    await sound('ended');
  };

  const learn = async () => {
    await page.getByRole('link', { name: 'Zur Nachbereitung' }).click();
    await page.getByRole('link', { name: 'Unsere Website steht still' }).click();
    await page.getByText('Notfall-Website geschaltet').first().waitFor();
    const back = page.getByRole('region', { name: 'Wieder da' });
    assert.doesNotMatch(await back.innerText(), /nicht erreicht/);
    await sound('report');
    const coming = page.waitForEvent('download');
    await main().getByRole('link', { name: /PDF/ }).click();
    const report = await coming;
    assert.match(report.suggestedFilename(), /\.pdf$/);
    await report.saveAs(join(ARTEFACTS, 'loop-report.pdf'));
    await goTo('Lage', 'Lage');
    await headline('Kein Ausfall bekannt');
  };

  test('setup, sample firm, map, a website that goes down, alarm, acknowledged from the mail, checklist, public page, end, report', async () => {
    page.setDefaultTimeout(15_000);
    for (const step of [setUp, know, prepare, watch, raise, act, tellThePublic, standDown, learn]) await step();
    assert.deepEqual(world.faults, []);
  });
});
