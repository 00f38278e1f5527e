import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { axeFindings, browserMissing, openPage, shot, startBrowser } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

const built = existsSync(join(import.meta.dirname, '..', '..', 'build', 'web', 'sw.js'));

describe('The interface without its server', {
  skip: browserMissing || (built ? false : 'the interface is not built (npm run build)'),
}, () => {
  let browser: Browser;
  let world: TestHouse;
  let firm: Firm;
  before(async () => {
    browser = await startBrowser();
    world = await startHouse();
    firm = await world.setUp('Mühlhaus Maschinenbau');
    assert.equal((await firm.call('POST', `${firm.root}/sample`)).status, 201);
  });
  let gone = false;
  const cut = async () => {
    if (!gone) await world.close();
    gone = true;
  };
  after(async () => {
    await browser.close();
    await cut();
  });

  const logIn = async (page: Page) => {
    await page.locator('input[name=email]').fill(firm.email);
    await page.locator('input[name=password]').fill(firm.password);
    await page.locator('button[type=submit]').click();
    await page.locator('#main article h1').waitFor();
  };
  const until = async (page: Page, what: string) => {
    for (let tries = 0; tries < 200; tries++) {
      if (await page.evaluate<boolean>(what)) return;
      await page.waitForTimeout(100);
    }
    assert.fail(`it did not come: ${what}`);
  };
  /** The interface and the answers are put aside in the background. */
  const PREPARED = `(async () => {
    const shell = (await caches.keys()).find((name) => name.startsWith('krisenfest-shell-'));
    const answers = await (await caches.open('krisenfest-answers')).keys();
    return navigator.serviceWorker.controller !== null && shell !== undefined
      && (await (await caches.open(shell)).match('/')) !== undefined && answers.some(({ url }) => url.endsWith('/contacts'));
  })()`;
  const KEPT = `(async () => {
    const cache = await caches.open('krisenfest-answers');
    const all = await Promise.all((await cache.keys()).map(async ({ url, method }) => method + ' ' + url + ' ' + (await (await cache.match(url)).text())));
    return all.join('\\n');
  })()`;
  const NOTHING_KEPT = `(async () => !(await caches.keys()).includes('krisenfest-answers'))()`;

  test('after one visit a deep link opens, computes and says its age while the server is gone; logging out leaves nothing', async () => {
    const { page, context, complaints } = await openPage(browser, world.url);
    await logIn(page);
    await until(page, PREPARED);
    await page.goto(`${world.url}/o/${firm.slug}/settings/account`);
    await page.getByText('Bereit: Diese Oberfläche öffnet sich auf diesem Gerät auch', { exact: false }).waitFor();
    assert.deepEqual(await axeFindings(page), []);
    await shot(page, 'offline-account');
    // No secret is among what lies here, and nothing that is not an answer to a question.
    const kept = await page.evaluate<string>(KEPT);
    assert.match(kept, /GET .*\/inventory /);
    assert.ok(!kept.includes('krisenfest_session') && !kept.includes('AGE-SECRET-KEY') && !kept.includes(firm.password));

    await cut();

    // Never opened before, neither this page nor its parts.
    await page.goto(`${world.url}/o/${firm.slug}/know/what-if?fail=serverraum`);
    await page.getByText(/Kein Netz\. Stand von .*\d\d:\d\d Uhr/).waitFor({ timeout: 20_000 });
    await page.getByRole('heading', { name: /Was wäre, wenn Serverraum/ }).waitFor();
    await page
      .getByText(/\d\.\d{3}\s€/)
      .first()
      .waitFor({ timeout: 20_000 });
    // What the server makes is not offered; what this device can do works: another assumption, the table, the print.
    await page.getByText(/^Das fertige PDF kommt vom Server, der gerade nicht erreichbar ist\./).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Als PDF' }).count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Drucken', exact: true }).count(), 1);
    await page
      .getByLabel('Was soll anders sein?')
      .selectOption({ label: 'Zeiten der Wiederherstellung: Wiederanlauf von Serverraum (Halle 1)' });
    await page.getByLabel('Wiederanlauf von Serverraum (Halle 1)', { exact: true }).fill('1');
    await page.getByText(/^Das spart [\d.]+\s€/).waitFor({ timeout: 20_000 });
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tabelle (CSV)' }).click();
    assert.equal((await saved).suggestedFilename(), 'was-waere-wenn.csv');
    await shot(page, 'offline-whatif');
    // Nothing asked yet: the dearest failures are found on this device too.
    await page.goto(`${world.url}/o/${firm.slug}/know/what-if`);
    await page
      .getByRole('button', { name: /^Durchspielen: / })
      .first()
      .click();
    await page.getByRole('heading', { name: /^Was wäre, wenn .+ ausfällt/ }).waitFor();
    await page
      .getByText(/^8 von 10 Läufen?:/)
      .first()
      .waitFor({ timeout: 20_000 });
    await page.goto(`${world.url}/o/${firm.slug}/know/map`);
    await page.getByText('Auftragsannahme').first().waitFor();
    await page.reload();
    await page.getByText('Auftragsannahme').first().waitFor();
    await page.getByText(/Kein Netz\. Stand von/).waitFor();
    await page.goto(`${world.url}/o/${firm.slug}/prepare/contacts`);
    await page.getByText(/Kein Netz\. Stand von/).waitFor({ timeout: 20_000 });
    await page.locator('#main article h1').waitFor();
    assert.deepEqual(await axeFindings(page), []);
    assert.deepEqual(complaints, []);

    await page.getByRole('button', { name: 'Abmelden' }).first().click();
    await until(page, NOTHING_KEPT);
    await context.close();
  });
});
