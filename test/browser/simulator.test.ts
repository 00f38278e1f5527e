import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { DAY, HOUR } from '../../src/kernel/instant.ts';
import { modelFrom } from '../../src/know/inventory/checked.ts';
import type { Inventory } from '../../src/know/inventory/inventory.ts';
import { likelyAnswer } from '../../src/know/simulation/answer.ts';
import { NO_QUESTION, requestOf } from '../../src/know/simulation/question.ts';
import { stepOf } from '../../src/know/simulation/scale.ts';
import { stepAt } from '../../src/know/simulation/trace.ts';
import { type Look, shot } from '../world/browser.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

/** A Monday, so that the hours of the sample firm's teams and processes are known. */
const MONDAY = Date.UTC(2026, 10, 30, 7);

/** Moves the clock as a hand on the slider does, and waits until it has been drawn. */
const drag = async (page: Page, ms: number) => {
  await page.locator('#what-if-clock').fill(String(stepOf(ms)));
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
};

describe('The simulator, in a real browser', { skip: pagesMissing }, () => {
  const here = firmInBrowser();

  const open = (query: string, look: Look = {}) => here.open(`know/what-if${query}`, look);
  const modelNow = async () => {
    const inventory = (await here.firm.call('GET', `${here.firm.root}/inventory`)).body as Inventory;
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
    assert.equal((await here.firm.call('POST', `${here.firm.root}/sample`)).status, 201);
    const model = await modelNow();
    const tab = await open('');
    const { page } = tab;
    await page.getByRole('button', { name: 'Fertige Szenarien' }).click();
    await page.getByRole('button', { name: 'Durchspielen: Strom fällt aus' }).click();
    await page.getByRole('heading', { name: 'Strom fällt aus, einen Tag lang: Was wäre dann?' }).waitFor();
    await page.goto(
      `${here.world.url}/o/${here.firm.slug}/know/what-if?fail=strom&fail=foerdestrom&for=P1D&scenario=power-cut&at=${MONDAY}`,
    );
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

  test('a changed assumption shows both results side by side, is taken over, and taken back', async () => {
    const tab = await open(`?fail=erp&at=${MONDAY}`);
    const { page } = tab;
    await page.getByLabel('Was soll anders sein?').selectOption({ label: 'Zeiten der Wiederherstellung: Wiederanlauf von ERP' });
    const field = page.getByLabel('Wiederanlauf von ERP', { exact: true });
    assert.equal(await field.inputValue(), '8');
    await page.getByText('Am Schaden ändert das nichts.').waitFor();
    await field.fill('4');
    await page.getByText(/^Das spart [\d.]+\s€, .+ früher zurück/).waitFor();
    await page.getByText('10.000 Läufe, beide mit denselben Zufallszahlen.').waitFor();
    const model = await modelNow();
    const question = { ...NO_QUESTION, fail: ['erp'], at: MONDAY };
    const before = likelyAnswer(model, requestOf(question, model, MONDAY)).result.cost.likely;
    const row = page.getByRole('row', { name: /^Schaden bis zum Ende/ });
    const said = new Intl.NumberFormat('de-DE').format(Number(Number(before).toPrecision(3)));
    assert.match(await row.getByRole('cell').first().innerText(), new RegExp(`^${said.replace('.', '\\.')}\\s€$`));
    await shot(page, 'simulator-compare');
    await assertSound(tab);
    await page.getByRole('button', { name: 'Ins Inventar übernehmen' }).click();
    await page.getByText(/^Übernommen\./).waitFor();
    assert.equal((await modelNow()).nodes.find(({ id }) => id === 'erp')?.restore?.likely, 4 * HOUR);
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await page.getByText('Zurückgeholt.').waitFor();
    assert.equal((await modelNow()).nodes.find(({ id }) => id === 'erp')?.restore?.likely, 8 * HOUR);
    await tab.context.close();
  });

  test('the curve of losses has its table, the result goes out as CSV, and the link opens the same question at the same hour', async () => {
    const tab = await open(`?fail=erp&at=${MONDAY}`);
    const { page } = tab;
    await page.getByText('Erweitert: wie wahrscheinlich ein großer Schaden ist').click();
    await page.getByRole('rowheader', { name: 'in 50 % der Läufe' }).waitFor();
    await page.locator('canvas').waitFor();
    await assertSound(tab);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tabelle (CSV)' }).click();
    const file = await saved;
    assert.equal(file.suggestedFilename(), 'was-waere-wenn.csv');
    const text = readFileSync(await file.path(), 'utf8');
    assert.match(text, /^\uFEFFProzess;Zustand;/);
    assert.match(text, /\r\nVersand;steht;/);
    await drag(page, 6 * HOUR);
    await page.getByRole('button', { name: 'Link kopieren' }).click();
    const link = page.url();
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByRole('heading', { name: 'Was wäre, wenn ERP ausfällt?' }).waitFor();
    assert.equal(await page.locator('#what-if-clock').getAttribute('aria-valuetext'), '6\u00a0h');
    await tab.context.close();
  });

  test('the clock plays, and every key moves it on', async () => {
    const tab = await open('?fail=serverraum&t=0');
    const { page } = tab;
    const clock = page.locator('#what-if-clock');
    await clock.focus();
    for (const said of ['5\u00a0min', '10\u00a0min', '15\u00a0min']) {
      await page.keyboard.press('ArrowRight');
      assert.equal(await clock.getAttribute('aria-valuetext'), said);
    }
    await page.keyboard.press('End');
    assert.equal(await clock.getAttribute('aria-valuetext'), '28\u00a0Tage');
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
