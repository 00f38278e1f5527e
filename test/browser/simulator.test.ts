import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { DAY, HOUR } from '../../src/kernel/instant.ts';
import { modelFrom } from '../../src/know/inventory/checked.ts';
import type { Inventory } from '../../src/know/inventory/inventory.ts';
import { likelyAnswer } from '../../src/know/simulation/answer.ts';
import { NO_QUESTION, requestOf } from '../../src/know/simulation/question.ts';
import { stepOf } from '../../src/know/simulation/scale.ts';
import { stepAt } from '../../src/know/simulation/trace.ts';
import { axeFindings, browserMissing, type Look, openPage, shot, startBrowser, type WatchedPage } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

const built = existsSync(join(import.meta.dirname, '..', '..', 'build', 'web', 'index.html'));
const skip = browserMissing || (built ? false : 'the interface is not built (npm run build)');

/** A Monday, so that the hours of the sample firm's teams and processes are known. */
const MONDAY = Date.UTC(2026, 10, 30, 7);

async function assertSound({ page, complaints }: WatchedPage): Promise<void> {
  assert.deepEqual(complaints, []);
  assert.deepEqual(await axeFindings(page), []);
  assert.equal(
    await page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)'),
    0,
    'the page is wider than the screen',
  );
}

/** Moves the clock as a hand on the slider does, and waits until it has been drawn. */
const drag = async (page: Page, ms: number) => {
  await page.locator('#what-if-clock').fill(String(stepOf(ms)));
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
};

describe('The simulator, in a real browser', { skip }, () => {
  let browser: Browser;
  let world: TestHouse;
  let firm: Firm;
  before(async () => {
    browser = await startBrowser();
    world = await startHouse();
    firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
  });
  after(async () => {
    await browser.close();
    await world.close();
  });

  const open = async (query: string, look: Look = {}): Promise<WatchedPage> => {
    const tab = await openPage(browser, world.url, look);
    await tab.page.locator('input[name=email]').fill(firm.email);
    await tab.page.locator('input[name=password]').fill(firm.password);
    await tab.page.locator('button[type=submit]').click();
    await tab.page.locator('#main article h1').waitFor();
    await tab.page.goto(`${world.url}/o/${firm.slug}/know/what-if${query}`);
    await tab.page.locator('#main article h1').waitFor();
    return tab;
  };
  const modelNow = async () => {
    const inventory = (await firm.call('GET', `${firm.root}/inventory`)).body as Inventory;
    const model = modelFrom(inventory);
    assert.ok(model.ok);
    return model.value;
  };

  test('an empty model is unknown, and leads to the inventory', async () => {
    const tab = await open('');
    await tab.page.getByText('Das ist noch unbekannt: Ihr Modell ist leer.').waitFor();
    await tab.page.getByRole('link', { name: 'Zum Inventar' }).waitFor();
    await assertSound(tab);
    await tab.context.close();
  });

  test('a ready scenario is picked, the clock is dragged, and lanes, map and euros show what the engine says', async () => {
    assert.equal((await firm.call('POST', `${firm.root}/sample`)).status, 201);
    const model = await modelNow();
    const tab = await open('');
    const { page } = tab;
    await page.getByRole('button', { name: 'Fertige Szenarien' }).click();
    await page.getByRole('button', { name: 'Durchspielen: Strom fällt aus' }).click();
    await page.getByRole('heading', { name: 'Strom fällt aus, einen Tag lang: Was wäre dann?' }).waitFor();
    await page.goto(`${world.url}/o/${firm.slug}/know/what-if?fail=strom&fail=foerdestrom&for=P1D&scenario=power-cut&at=${MONDAY}`);
    await page.locator('.react-flow__node').first().waitFor();
    const question = { ...NO_QUESTION, fail: ['strom', 'foerdestrom'], forMs: Number(DAY), at: MONDAY };
    const { trace, spent } = likelyAnswer(model, requestOf(question, model, MONDAY));
    for (const ms of [0, 30 * 60_000, 6 * HOUR, 2 * DAY]) {
      await drag(page, ms);
      for (const id of ['montage', 'zerspanung', 'strom', 'erp']) {
        const { state } = stepAt(trace.get(id), ms);
        const word = { up: 'läuft', down: 'steht', degraded: 'eingeschränkt', unknown: 'unbekannt' }[state];
        assert.match(await page.locator(`[data-id="${id}"]`).innerText(), new RegExp(word), `${id} at ${ms / HOUR} h`);
      }
      assert.equal(await page.locator('[data-spent]').getAttribute('data-spent'), String(Math.round(spent[stepOf(ms)] ?? -1)));
    }
    const lane = page.getByRole('listitem').filter({ has: page.getByText('Montage', { exact: true }) });
    await lane.getByText('MTA', { exact: true }).first().waitFor();
    await page.locator('[data-announced]').filter({ hasText: '2 Tage: ' }).waitFor({ state: 'attached' });
    await drag(page, 10 * 60_000);
    await page.locator('[data-announced]').filter({ hasText: 'Montage steht.' }).waitFor({ state: 'attached' });
    await shot(page, 'simulator');
    await assertSound(tab);
    await tab.context.close();
  });

  test('an attack without a release says unknown and asks for it; with one it gives times', async () => {
    const tab = await open('?fail=erp&attack=1');
    const { page } = tab;
    await page.getByText('Wann alles zurück ist, ist unbekannt', { exact: false }).waitFor();
    await page.getByText('wann zurück: unbekannt').first().waitFor();
    assert.equal(await page.getByText(/zurück nach/).count(), 0);
    await page.getByText('Ohne die Zeit bis zur Freigabe', { exact: false }).waitFor();
    await assertSound(tab);
    await page.getByLabel('Freigabe durch Versicherer und Forensik nach', { exact: true }).fill('24');
    await page
      .getByText(/zurück nach/)
      .first()
      .waitFor();
    await tab.context.close();
  });

  test('the clock plays, and every key moves it on', async () => {
    const tab = await open('?fail=serverraum&t=0');
    const { page } = tab;
    const clock = page.locator('#what-if-clock');
    await clock.focus();
    for (const said of ['5 min', '10 min', '15 min']) {
      await page.keyboard.press('ArrowRight');
      assert.equal(await clock.getAttribute('aria-valuetext'), said);
    }
    await page.keyboard.press('End');
    assert.equal(await clock.getAttribute('aria-valuetext'), '28 Tage');
    await page.getByRole('button', { name: 'Uhr laufen lassen' }).click();
    let at = 0;
    while (at < 10) {
      const next = Number(await clock.inputValue());
      assert.ok(next >= at, 'it never runs back');
      at = next;
    }
    await page.getByRole('button', { name: 'Uhr anhalten' }).click();
    await tab.context.close();
  });

  test('on a phone, in the dark, in English', async () => {
    const tab = await open('?fail=skyforge&for=P3D', { width: 360, colours: 'dark', language: 'en' });
    const { page } = tab;
    await page.getByRole('heading', { name: 'What if Skyforge (Konzern) fails for three days?' }).waitFor();
    await page.locator('#what-if-clock').waitFor();
    await page.getByText('To do now').waitFor();
    await shot(page, 'simulator-phone');
    await assertSound(tab);
    await tab.context.close();
  });
});
