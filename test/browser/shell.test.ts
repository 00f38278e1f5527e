import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type Look, openPage, shot, startBrowser, type WatchedPage } from '../world/browser.ts';
import { startHouse, type TestHouse } from '../world/house.ts';
import { assertSound, logIn, pagesMissing } from './visits.ts';
import { weigh } from './weight.ts';

const SETTINGS = ['organisation', 'people', 'account', 'tokens', 'api'] as const;

describe('The interface in a real browser', { skip: pagesMissing }, () => {
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  const withHouse = async (body: (world: TestHouse) => Promise<void>, options: Parameters<typeof startHouse>[0] = {}) => {
    const world = await startHouse(options);
    try {
      await body(world);
      assert.deepEqual(world.faults, []);
    } finally {
      await world.close();
    }
  };

  const visit = async (url: string, look: Look, body: (watched: WatchedPage) => Promise<void>) => {
    const watched = await openPage(browser, url, look);
    try {
      await body(watched);
    } finally {
      await watched.context.close();
    }
  };

  test('where other machines can reach the server, the first visitor is asked for the code of the console and told where it stands', () =>
    withHouse(
      (world) =>
        visit(world.url, { width: 360 }, async (watched) => {
          const { page } = watched;
          await page.getByLabel('Einrichtungscode').fill('0000-0000-0000');
          await page.getByText('beim letzten Start einen Code ausgegeben', { exact: false }).waitFor();
          await page.getByLabel('Name des Betriebs').fill('Mühlhaus Maschinenbau GmbH');
          await page.getByLabel('Ihr Name').fill('Eva Mühlhaus');
          await page.getByLabel('Ihre E-Mail-Adresse').fill('eva@muehlhaus.example');
          await page.locator('input[name=password]').fill('vier Wörter reichen dafür');
          await page.getByRole('button', { name: 'Einrichten' }).click();
          await page.getByText('Dieser Code stimmt nicht.', { exact: false }).waitFor();
          await assertSound(watched);
          await shot(page, 'setup-code');
          await page.getByLabel('Einrichtungscode').fill(world.house.setupCode ?? '');
          await page.getByRole('button', { name: 'Einrichten' }).click();
          await page.getByRole('heading', { name: /Drucken Sie diesen Schlüssel/ }).waitFor();
        }),
      { reachable: true },
    ));

  test('who belongs to two organisations switches in the navigation, and nothing of one shows in the other', () =>
    withHouse(async (world) => {
      const eva = await world.setUp('Mühlhaus Maschinenbau');
      const only = 'Fertigung Mühlhaus';
      const added = await eva.call('POST', '/organisations', { name: 'Nordwerk Service' });
      assert.equal(added.status, 201, added.text);
      const { slug } = added.body as { slug: string };
      const model = { format: 'krisenfest-model@1', nodes: [{ id: 'p', kind: 'process', name: only }], dependencies: [] };
      assert.equal((await eva.call('POST', `${eva.root}/model/import`, JSON.stringify(model))).status, 200);
      await visit(world.url, {}, async (watched) => {
        const { page } = watched;
        await logIn(watched, eva);
        await page.goto(`${world.url}/o/${eva.slug}/know/inventory`);
        await page.getByText(only).first().waitFor();
        await page.getByRole('combobox', { name: 'Betrieb wechseln' }).selectOption({ label: 'Nordwerk Service' });
        await page.waitForURL(new RegExp(`/o/${slug}(/|$)`));
        await page.locator('#main article h1').waitFor();
        await page.getByRole('link', { name: 'Wissen' }).first().click();
        await page.getByRole('link', { name: 'Inventar' }).first().click();
        await page.locator('#main article h1').waitFor();
        assert.equal(await page.getByText(only).count(), 0);
        await page.getByRole('combobox', { name: 'Betrieb wechseln' }).selectOption({ label: 'Mühlhaus Maschinenbau' });
        await page.waitForURL(new RegExp(`/o/${eva.slug}(/|$)`));
        await assertSound(watched);
      });
    }));

  // All four looks of every page are in gallery.long.test.ts.
  test('every settings page is sound in German on a wide screen, and in English on a phone in the dark', () =>
    withHouse(async (world) => {
      const firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
      await firm.call('POST', `${firm.root}/people`, { name: 'Karin Petersen', email: 'petersen@muehlhaus.example', role: 'crisisTeam' });
      await firm.call('POST', `${firm.root}/tokens`, { name: 'Überwachung', role: 'auditor', scope: 'read', validForDays: 365 });
      const looks = [
        { language: 'de', width: 1280, colours: 'light' },
        { language: 'en', width: 360, colours: 'dark' },
      ] as const;
      for (const look of looks) {
        await visit(world.url, look, async (watched) => {
          const { page } = watched;
          const tag = `${look.language}-${look.width}-${look.colours}`;
          await page.locator('input[name=email]').waitFor();
          await assertSound(watched);
          await shot(page, `login-${tag}`);
          await logIn(watched, firm);
          for (const name of SETTINGS) {
            await page.goto(`${world.url}/o/${firm.slug}/settings/${name}`);
            await page
              .locator(name === 'api' ? '#main details' : '#main article h1')
              .first()
              .waitFor();
            await assertSound(watched);
            assert.equal(await page.locator('html').getAttribute('lang'), look.language);
            await shot(page, `settings-${name}-${tag}`, name !== 'api');
          }
        });
      }
    }));

  test('the owner gives somebody access, who logs in with the password that was shown once', () =>
    withHouse(async (world) => {
      const firm = await world.setUp();
      let password = '';
      await visit(world.url, {}, async (watched) => {
        const { page } = watched;
        await logIn(watched, firm);
        await page.goto(`${world.url}/o/${firm.slug}/settings/people`);
        await page.getByRole('button', { name: 'Person hinzufügen' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel('Name').fill('Jonas Aksoy');
        await dialog.getByLabel('E-Mail-Adresse').fill('aksoy@musterbau.example');
        await dialog.getByLabel('Rolle').selectOption('staff');
        await assertSound(watched);
        await dialog.getByRole('button', { name: 'Person hinzufügen' }).click();
        await dialog.locator('code').waitFor();
        password = await dialog.locator('code').innerText();
        await dialog.getByRole('button', { name: 'Ist notiert' }).click();
        await page.getByText('aksoy@musterbau.example').waitFor();
        await assertSound(watched);
      });
      await visit(world.url, { width: 360 }, async (watched) => {
        const { page } = watched;
        await logIn(watched, { ...firm, email: 'aksoy@musterbau.example', password });
        await page.getByRole('button', { name: 'Menü' }).click();
        const menu = page.getByRole('dialog', { name: 'Menü' });
        await menu.getByText('Jonas Aksoy').waitFor();
        assert.equal(await menu.getByText('Personen und Rollen').count(), 0, 'staff see no page they may not open');
        await assertSound(watched);
      });
    }));

  test('the language is switched in the frame and stays with the person', () =>
    withHouse(async (world) => {
      const firm = await world.setUp();
      await visit(world.url, {}, async (watched) => {
        const { page } = watched;
        await logIn(watched, firm);
        const kept = page.waitForResponse((response) => response.url().endsWith('/me') && response.request().method() === 'PATCH');
        await page.getByRole('combobox', { name: 'Sprache' }).selectOption('en');
        await page.getByText('Log out').first().waitFor();
        await kept;
        const me = await firm.call('GET', '/me');
        assert.equal((me.body as { language: string }).language, 'en');
      });
    }));

  test('an incident turns the frame red on every screen within two seconds; an exercise says ÜBUNG and is not red', () =>
    withHouse(async (world) => {
      const firm = await world.setUp();
      await visit(world.url, { width: 360 }, async (watched) => {
        const { page } = watched;
        await logIn(watched, firm);
        const bar = (name: string) => page.getByRole('region', { name });
        await firm.call('POST', `${firm.root}/incidents`, { mode: 'exercise', title: 'Serverraum überflutet' });
        await bar('Laufende Übung').getByText('ÜBUNG', { exact: true }).waitFor({ timeout: 2000 });
        await assertSound(watched);
        await shot(page, 'frame-exercise', false);
        await firm.call('POST', `${firm.root}/incidents`, { mode: 'actual', title: 'Verschlüsselungstrojaner in der Verwaltung' });
        await bar('Laufender Notfall').getByText('Verschlüsselungstrojaner').waitFor({ timeout: 2000 });
        await assertSound(watched);
        await shot(page, 'frame-crisis', false);
      });
    }));

  test('a lost line is said with the time of what is shown, and its return mends it', () =>
    withHouse(async (world) => {
      const firm = await world.setUp();
      await visit(world.url, {}, async (watched) => {
        const { page, context } = watched;
        await logIn(watched, firm);
        await context.setOffline(true);
        // Chromium keeps an open stream when it is set offline; the house closes it, as a power cut would.
        world.house.app.server.closeAllConnections();
        await page.getByText(/(Verbindung unterbrochen, |Kein Netz\. )Stand von \d\d:\d\d Uhr/).waitFor({ timeout: 15_000 });
        await context.setOffline(false);
        await page.getByText(/Verbindung unterbrochen|Kein Netz/).waitFor({ state: 'detached', timeout: 15_000 });
      });
    }));

  test('the first page after the login weighs at most 200 KB compressed, with its font', (t) =>
    withHouse(async (world) => {
      const firm = await world.setUp();
      await visit(world.url, {}, async (watched) => {
        const { context } = watched;
        await logIn(watched, firm);
        const fresh = await context.newPage();
        const weight = await weigh(fresh, async () => {
          await fresh.goto(world.url);
          await fresh.locator('#main article h1').waitFor();
          await fresh.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);
        });
        for (const file of weight.files) t.diagnostic(`${file.path} ${file.encoding || 'as it is'} ${file.wire} bytes`);
        t.diagnostic(`${weight.wire} bytes over the wire, ${weight.gzip} bytes as gzip`);
        assert.ok(weight.files.length >= 4, 'page, script, style and font were seen');
        assert.ok(weight.files.every(({ path, encoding }) => !/\.(js|css)$/.test(path) || encoding === 'br'));
        assert.ok(weight.wire <= 200_000, `${weight.wire} bytes over the wire, with the font`);
        const withoutFont = weight.files.reduce((sum, { path, gzip }) => sum + (path.endsWith('.woff2') ? 0 : gzip), 0);
        assert.ok(withoutFont <= 180_000, `${withoutFont} bytes of page, scripts and styles as gzip`);
      });
    }));
});
