import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openPage, startBrowser } from '../world/browser.ts';
import { startHouse } from '../world/house.ts';
import { scratchFolder, sparePort } from '../world/scratch.ts';
import { logIn, pagesMissing } from './visits.ts';

const WEB = join(import.meta.dirname, '..', '..', 'build', 'web');

/** The interface as the next version would bring it: every script and style has another name, and those of before are gone. */
function nextBuild(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  const assets = join(to, 'assets');
  for (const name of readdirSync(assets)) if (/\.(br|gz)$/.test(name)) rmSync(join(assets, name));
  for (const name of readdirSync(to)) if (/\.(br|gz)$/.test(name)) rmSync(join(to, name));
  const renamed = new Map(
    readdirSync(assets)
      .filter((name) => /-[\w-]{8}\.(js|css)$/.test(name))
      .map((name) => [name, name.replace(/\.(\w+)$/, '2.$1')]),
  );
  const rewrite = (path: string) =>
    writeFileSync(
      path,
      readFileSync(path, 'utf8')
        .replace(/[\w.-]+-[\w-]{8}\.(?:js|css)/g, (name) => renamed.get(name) ?? name)
        .replace(/"version":"[0-9a-f]{16}"/, '"version":"0123456789abcdef"'),
    );
  for (const name of readdirSync(assets)) if (/\.(js|css)$/.test(name)) rewrite(join(assets, name));
  for (const name of ['index.html', 'sw.js']) rewrite(join(to, name));
  for (const [name, next] of renamed) renameSync(join(assets, name), join(assets, next));
}

describe('An update of the server while the interface is open', { skip: pagesMissing }, () => {
  const scratch = scratchFolder('update');
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
    nextBuild(WEB, join(scratch.path, 'next'));
  });
  after(async () => {
    await browser.close();
    scratch.remove();
  });

  const until = async (page: Page, what: string) => {
    for (let tries = 0; tries < 300; tries++) {
      if (await page.evaluate<boolean>(what)) return;
      await page.waitForTimeout(100);
    }
    assert.fail(`it did not come: ${what}`);
  };
  const shells = (count: number) => `(async () => {
    const builds = (await caches.keys()).filter((name) => name.startsWith('krisenfest-shell-'));
    const whole = await Promise.all(builds.map(async (name) => (await (await caches.open(name)).match('/')) !== undefined));
    return navigator.serviceWorker.controller !== null && whole.length === ${count} && whole.every(Boolean);
  })()`;
  const SCRIPT = `document.querySelector('script[type=module][src^="/assets/"]').getAttribute('src')`;

  test('what was typed is kept and saved, pages never opened before still open, and the next visit has the new version', async () => {
    const port = await sparePort();
    const database = { kind: 'sqlite', file: join(scratch.path, 'krisenfest.db') } as const;
    const old = await startHouse({ database, port });
    let world = old;
    try {
      const firm = await old.setUp('Mühlhaus Maschinenbau');
      const watched = await openPage(browser, old.url);
      const { page, context, complaints } = watched;
      await logIn(watched, firm);
      await until(page, shells(1));
      const before = await page.evaluate<string>(SCRIPT);
      await page.goto(`${old.url}/o/${firm.slug}/watch/checks/new`);
      await page.getByLabel('Name').first().fill('Auftragsportal');
      await page.getByLabel('Adresse').fill('https://portal.muehlhaus.example/');

      await old.close();
      world = await startHouse({ database, port, webFolder: join(scratch.path, 'next') });
      assert.equal((await fetch(`${world.url}${before}`)).status, 404, 'the server no longer has the parts of the old build');
      await page.evaluate('navigator.serviceWorker.getRegistration().then((registration) => registration.update())');
      await until(page, shells(2));

      // The tab was not reloaded: what was typed is there, and is taken by the new server.
      assert.equal(await page.getByLabel('Name').first().inputValue(), 'Auftragsportal');
      assert.equal(await page.evaluate<string>(SCRIPT), before);
      await page.getByRole('button', { name: 'Prüfung speichern' }).click();
      await page.getByRole('heading', { level: 1, name: /Auftragsportal/ }).waitFor();
      // Its parts have not been loaded by this tab yet, and only the device still has them.
      await page.getByRole('navigation').getByRole('link', { name: 'Vorbereiten' }).first().click();
      await page.waitForURL(/\/prepare/);
      await page.locator('#main article h1').waitFor();
      assert.equal(await page.evaluate<string>(SCRIPT), before);

      await page.reload();
      await page.locator('#main article h1').waitFor();
      assert.notEqual(await page.evaluate<string>(SCRIPT), before);
      assert.deepEqual(
        complaints.filter((one) => !one.includes('EventSource')),
        [],
      );
      assert.deepEqual(world.faults, []);
      await context.close();
    } finally {
      await world.close();
    }
  });
});
