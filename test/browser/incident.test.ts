import assert from 'node:assert/strict';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { nginx } from '../../src/act/darksite/proxies/nginx.ts';
import { axeFindings, browserMissing, openPage, shot, startBrowser, type WatchedPage } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { nginxMissing, startNginx } from '../world/nginx.ts';
import type { Running } from '../world/programs.ts';
import { scratchFolder } from '../world/scratch.ts';
import { type TestSite, usualSite } from '../world/site.ts';
import { linkIn, type SmtpSink, startSmtp, textOf } from '../world/smtp.ts';

async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const end = Date.now() + 12_000; Date.now() < end; await sleep(30)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`did not happen in time: ${what}`);
}

describe('from the alarm to the report, as a user does it', { skip: browserMissing || nginxMissing() }, () => {
  let world: TestHouse;
  let eva: Firm;
  let mail: SmtpSink;
  let site: TestSite;
  let folder: ReturnType<typeof scratchFolder>;
  let proxy: Running & { readonly url: string };
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  before(async () => {
    world = await startHouse();
    eva = await world.setUp('Mühlhaus Maschinenbau GmbH');
    mail = await startSmtp();
    site = await usualSite();
    folder = scratchFolder('browser-incident');
    chmodSync(folder.path, 0o755);
    const flag = join(folder.path, 'switch', 'muehlhaus.on');
    mkdirSync(join(folder.path, 'switch'), { mode: 0o755 });
    const settings = {
      slug: 'muehlhaus',
      names: ['localhost.example'],
      upstream: site.url.replace(/\/$/, ''),
      emergency: { origin: world.url.replace(/\/$/, ''), path: `/notfall/${eva.slug}` },
      flag,
    };
    const { snippet } = nginx(settings);
    proxy = await startNginx(folder.path, () => `${snippet.content}\nlocation / { proxy_pass ${site.url.replace(/\/$/, '')}; }`);
    const ok = async (method: string, path: string, body: unknown) => {
      const answer = await eva.call(method, `${eva.root}${path}`, body);
      assert.ok(answer.status < 300, `${path}: ${answer.text}`);
      return answer.body as { id: string };
    };
    const channel = { host: '127.0.0.1', port: mail.port, security: 'none', from: 'alarm@muehlhaus-maschinenbau.example' };
    await ok('POST', '/channels', { kind: 'email', name: 'Mail', settings: channel });
    await ok('PUT', '/dark-site/settings', {
      policy: {},
      publishers: [],
      switches: [{ kind: 'flag-file', settings: { path: flag } }],
      proxy: null,
      lookAt: `${proxy.url}/`,
    });
    browser = await startBrowser();
    watched = await openPage(browser, world.url);
    ({ page } = watched);
    await page.locator('input[name=email]').fill(eva.email);
    await page.locator('input[name=password]').fill(eva.password);
    await page.locator('button[type=submit]').click();
    await page.locator('#main article h1').waitFor();
  });
  after(async () => {
    await browser?.close();
    await proxy?.stop();
    await site?.stop();
    await mail?.close();
    await world?.close();
    folder?.remove();
  });

  const sound = async (name: string) => {
    await shot(page, `walk-${name}`);
    assert.deepEqual(await axeFindings(page), [], name);
    assert.deepEqual(watched.complaints, [], name);
  };
  const visitors = async () => {
    const answer = await fetch(`${proxy.url}/angebote`);
    return { status: answer.status, text: await answer.text() };
  };

  test('the sample firm is loaded by one press; the situation is calm, and the button is in reach', async () => {
    await page.goto(`${world.url}/o/${eva.slug}/lage`);
    await page.getByRole('button', { name: /Beispielfirma laden/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Alles ruhig' }).waitFor();
    await page.getByRole('link', { name: 'Notfall auslösen' }).first().waitFor();
    await sound('1-lage');
  });

  test('the map shows what hangs on what', async () => {
    await page.goto(`${world.url}/o/${eva.slug}/know/map`);
    await page.locator('.react-flow__node').first().waitFor();
    await sound('1-landkarte');
    await page.goto(`${world.url}/o/${eva.slug}/lage`);
  });

  test('one press raises the alarm; the mail comes, its link shows a page, and its button acknowledges', async () => {
    await page.getByRole('link', { name: 'Notfall auslösen' }).first().click();
    await page.getByRole('textbox', { name: /Was ist geschehen/ }).fill('Server im Keller steht still');
    await sound('2-ausloesen');
    await page.getByRole('button', { name: 'Notfall auslösen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Server im Keller steht still' }).waitFor();
    const link = await until('the mail', () => mail.mails.map((one) => linkIn(textOf(one))).find((one) => one !== ''));
    const phone = await openPage(browser, link, { width: 360 });
    await shot(phone.page, 'walk-3-bestaetigen');
    assert.deepEqual(await axeFindings(phone.page), []);
    await phone.page.getByRole('button').click();
    await phone.page.waitForLoadState();
    await phone.context.close();
    await page
      .getByText(/bestätigt \d\d:\d\d/)
      .first()
      .waitFor();
    await sound('4-raum');
  });

  test('the first question is answered, a task is added and ticked, a line is written', async () => {
    await page.getByRole('button', { name: 'Defekt', exact: true }).click();
    await page.getByRole('textbox', { name: /Was ist zu tun/ }).fill('Netzwerk Nord anrufen');
    await page.getByRole('button', { name: 'Aufgabe hinzufügen' }).click();
    await page.getByRole('button', { name: 'Erledigt' }).click();
    await page.getByRole('button', { name: 'Wieder öffnen' }).waitFor();
    await page.getByRole('textbox', { name: /Was ist geschehen/ }).fill('Netzteil ist durchgebrannt.');
    await page.getByRole('button', { name: 'Eintragen' }).click();
    await page.getByText('Netzteil ist durchgebrannt.').first().waitFor();
  });

  test('going public is a second decision with a preview; visitors then see the page, and krisenfest has looked', async () => {
    assert.equal((await visitors()).status, 200);
    await page.getByRole('button', { name: 'Vorschau ansehen' }).click();
    await page.locator('iframe').waitFor();
    assert.equal((await visitors()).status, 200);
    await page.getByRole('button', { name: 'Jetzt veröffentlichen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Jetzt veröffentlichen' }).click();
    await page.getByText(/Von außen gesehen/).waitFor();
    const seen = await visitors();
    assert.equal(seen.status, 503);
    assert.match(seen.text, /Mühlhaus/);
    await sound('5-oeffentlich');
  });

  test('standing down gives visitors the usual site back, and the report waits', async () => {
    await page.getByRole('button', { name: 'Notfall beenden' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Notfall beenden' }).click();
    await until('the usual site', async () => ((await visitors()).status === 200 ? true : undefined));
    await page.getByRole('link', { name: 'Zur Nachbereitung' }).click();
    await page.getByRole('link', { name: 'Server im Keller steht still' }).click();
    await page.getByText('Notfall-Website geschaltet').first().waitFor();
    await sound('6-bericht');
    assert.deepEqual(world.faults, []);
  });
});
