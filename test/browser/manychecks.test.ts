import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Id } from '../../src/kernel/id.ts';
import { instant } from '../../src/kernel/instant.ts';
import { CheckInput } from '../../src/watch/checks/checks.contract.ts';
import { checks } from '../../src/watch/checks/checks.store.ts';
import type { CheckState } from '../../src/watch/checks/checks.ts';
import { manyChecks } from '../../src/watch/checks/many.store.ts';
import { shot, startBrowser } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { assertSound, pagesMissing, visitPage } from './visits.ts';

const COUNT = 1000;
const nameOf = (n: number) => `Kasse ${String(n).padStart(4, '0')}`;
const groupOf = (n: number) => (n < 950 ? `Filiale ${String((n % 19) + 1).padStart(2, '0')}` : null);
const drawnRows = (page: Page) => page.locator('table tbody tr[aria-rowindex]').count();

/** Waits until there is a row where the reader looks. */
async function rowsInSight(page: Page): Promise<void> {
  const inSight = `[...document.querySelectorAll('tr[aria-rowindex]')].some((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  })`;
  for (let tries = 0; !(await page.evaluate(inSight)); tries++) {
    assert.ok(tries < 300, 'nothing is drawn where one has scrolled to');
    await page.waitForTimeout(50);
  }
}

/** Everything runs but one check in the middle, and one is paused. */
const stateOf = (n: number): CheckState => {
  const since = instant(Date.now() - 3_600_000);
  if (n === 777) return { kind: 'down', since, reason: { code: 'timeout', afterMs: 10_000 }, successes: 0 };
  if (n === 20) return { kind: 'paused', since };
  return { kind: 'up', since, warning: null };
};

/** What the screen shows is looked at, with nobody measuring meanwhile. */
describe('A thousand checks in a real browser', { skip: pagesMissing }, () => {
  let browser: Browser;
  let world: TestHouse;
  let firm: Firm;
  let org: Id;
  const ids: Id[] = [];

  before(async () => {
    browser = await startBrowser();
    world = await startHouse({ engine: false });
    firm = await world.setUp('Mühlhaus Märkte GmbH');
    org = (await world.house.database.db.selectFrom('organisation').select('id').executeTakeFirstOrThrow()).id;
    await world.house.work(org, async (tx) => {
      for (let n = 0; n < COUNT; n++) {
        const config = { host: `kasse${n}.muehlhaus.example`, port: 443 };
        const tags = n % 3 === 0 ? ['Kasse', 'wichtig'] : ['Kasse'];
        const input = CheckInput.parse({ name: nameOf(n), kind: 'tcp', config, group: groupOf(n), tags, intervalMs: 86_400_000 });
        ids.push((await checks(tx).add(input, `${config.host}:443`)).id);
        const state = stateOf(n);
        const last = { outcome: 'up', ms: 20 + (n % 70), warning: false, detail: { code: 'port-open' }, phases: {} };
        await tx.db
          .updateTable('check_state')
          .set({ kind: state.kind, state: JSON.stringify(state), last_at: tx.now, last: JSON.stringify(last) })
          .where('org_id', '=', org)
          .where('check_id', '=', ids[n] ?? '')
          .execute();
      }
    });
  });
  after(async () => {
    assert.deepEqual(world.faults, []);
    await browser.close();
    await world.close();
  });

  test('only what is near the eyes is drawn, wherever one scrolls, and the last check is found at the end', () =>
    visitPage(browser, world, firm, 'watch/checks', {}, async (watched) => {
      const { page } = watched;
      await page.locator(`table[aria-rowcount="${COUNT + 1}"]`).waitFor();
      await page.getByRole('rowheader', { name: /Kasse 0000/ }).waitFor();
      await assertSound(watched);
      await shot(page, 'watch-many-1280', false);
      for (const share of [0.25, 0.5, 0.75, 1]) {
        await page.evaluate(`scrollTo(0, document.documentElement.scrollHeight * ${share})`);
        await rowsInSight(page);
        const drawn = await drawnRows(page);
        assert.ok(drawn > 0 && drawn < 200, `${drawn} rows are drawn at ${share}`);
      }
      await page.getByRole('rowheader', { name: /Kasse 0999/ }).waitFor();
      assert.deepEqual(watched.complaints, []);
    }));

  test('a group that is folded up shows its worst state, and its rows are gone from the list', () =>
    visitPage(browser, world, firm, 'watch/checks', {}, async (watched) => {
      const { page } = watched;
      const bad = groupOf(777) ?? '';
      const head = page.getByRole('row', { name: new RegExp(`^${bad}`) });
      await head.getByText('ausgefallen').waitFor();
      await head.getByText('50 Prüfungen').waitFor();
      await head.getByRole('button', { name: bad }).click();
      await page.getByRole('rowheader', { name: /Kasse 0777/ }).waitFor({ state: 'detached' });
      await head.getByText('ausgefallen').waitFor();
      const good = page.getByRole('row', { name: new RegExp(`^${groupOf(1)}`) });
      await good.getByText('läuft').waitFor();
    }));

  test('search, state, group and tag narrow the list down, and coming back from a check finds the same list', () =>
    visitPage(browser, world, firm, 'watch/checks', {}, async ({ page }) => {
      await page.getByRole('button', { name: /^ausgefallen/ }).click();
      await page.locator('table[aria-rowcount="2"]').waitFor();
      await page.getByRole('link', { name: 'Kasse 0777' }).click();
      await page.getByRole('heading', { level: 1, name: /Kasse 0777/ }).waitFor();
      await page.goBack();
      await page.locator('table[aria-rowcount="2"]').waitFor();
      await page.getByRole('button', { name: /^Alle/ }).click();
      await page.getByLabel('Nach Gruppe filtern').selectOption('Filiale 02');
      await page.locator('table[aria-rowcount="51"]').waitFor();
      await page.getByLabel('Nach Schlagwort filtern').selectOption('wichtig');
      await page.locator('table[aria-rowcount="17"]').waitFor();
      await page.getByRole('searchbox').fill('kasse 0039');
      await page.locator('table[aria-rowcount="2"]').waitFor();
    }));

  test('what changes far from the eyes is there when one comes to it, without loading the page anew', () =>
    visitPage(browser, world, firm, 'watch/checks', {}, async ({ page }) => {
      await page.locator(`table[aria-rowcount="${COUNT + 1}"]`).waitFor();
      await page.getByRole('button', { name: /^angehalten 1$/ }).waitFor();
      await world.house.work(org, (tx) => manyChecks(tx).pause([ids[985] ?? '']));
      await page.getByRole('button', { name: /^angehalten 2$/ }).waitFor();
      assert.ok((await drawnRows(page)) < 200);
      await page.getByRole('button', { name: /^angehalten 2$/ }).click();
      await page
        .getByRole('row', { name: /Kasse 0985/ })
        .getByText('angehalten')
        .waitFor();
      await world.house.work(org, (tx) => manyChecks(tx).resume([ids[985] ?? '']));
      await page.getByRole('row', { name: /Kasse 0985/ }).waitFor({ state: 'detached' });
    }));

  test('several are chosen, sorted into a group, and deleted; with undo they are back', () =>
    visitPage(browser, world, firm, 'watch/checks?group=Filiale+03', {}, async (watched) => {
      const { page } = watched;
      await page.getByLabel('Alle 50 auswählen').check();
      const deeds = page.getByRole('region', { name: 'Mit der Auswahl' });
      await deeds.getByText('50 Prüfungen ausgewählt').waitFor();
      await assertSound(watched);
      await shot(page, 'watch-many-chosen-1280', false);
      await deeds.getByRole('button', { name: 'Schlagwörter …' }).click();
      await page.getByLabel('Hinzufügen').fill('Umbau, Nord');
      await page.getByRole('button', { name: 'Übernehmen' }).click();
      await page.getByText('Schlagwörter von 50 Prüfungen geändert.').waitFor();
      await page.getByLabel('Nach Schlagwort filtern').selectOption('Umbau');
      await page.locator('table[aria-rowcount="51"]').waitFor();
      await page.getByLabel('Alle 50 auswählen').check();
      await deeds.getByRole('button', { name: 'Löschen' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click();
      await page.getByText('50 Prüfungen gelöscht.').waitFor();
      await page.getByText('Zu dieser Auswahl gibt es keine Prüfung.').waitFor();
      await page.getByText('50 gelöschte Prüfungen').waitFor();
      await page.getByRole('button', { name: 'Rückgängig' }).click();
      await page.locator('table[aria-rowcount="51"]').waitFor();
      await page.getByText('50 Prüfungen sind wieder da.').waitFor();
    }));

  test('a maintenance for some begins at once and is told in the list; a copy of a check begins with its settings', () =>
    visitPage(browser, world, firm, 'watch/checks?group=Filiale+04', {}, async (watched) => {
      const { page } = watched;
      await page.getByLabel(`„${nameOf(3)}“ auswählen`).check();
      await page.getByRole('button', { name: 'Wartung …' }).click();
      await page.getByLabel('Woran gearbeitet wird').fill('Neue Kassen');
      await assertSound(watched);
      await page.getByRole('button', { name: 'Wartung beginnen' }).click();
      await page.getByText('Die Wartung hat begonnen.').waitFor();
      const windows = await firm.call('GET', `${firm.root}/maintenance`);
      const [made] = (windows.body as { windows: { name: string; checkIds: string[] }[] }).windows;
      assert.deepEqual([made?.name, made?.checkIds], ['Neue Kassen', [ids[3]]]);
      await page.getByRole('link', { name: nameOf(3) }).click();
      await page.getByRole('link', { name: 'Kopieren' }).click();
      await page.getByLabel('Name').first().waitFor();
      assert.equal(await page.getByLabel('Name').first().inputValue(), `${nameOf(3)} (Kopie)`);
      assert.equal(await page.getByLabel('Gruppe').inputValue(), 'Filiale 04');
      assert.equal(await page.getByLabel('Schlagwörter').inputValue(), 'Kasse, wichtig');
      await assertSound(watched);
      await shot(page, 'watch-copy-1280');
      await page.getByRole('button', { name: 'Prüfung speichern' }).click();
      await page.getByRole('heading', { level: 1, name: new RegExp(`${nameOf(3)} \\(Kopie\\)`) }).waitFor();
    }));

  test('on a telephone, in the dark and in English the list and what is chosen fit the screen', async () => {
    for (const look of [
      { width: 360, colours: 'dark' },
      { width: 360, language: 'en' },
      { width: 1280, colours: 'dark', language: 'en' },
    ] as const)
      await visitPage(browser, world, firm, 'watch/checks', look, async (watched) => {
        const { page } = watched;
        await page.locator('tr[aria-rowindex] input[type=checkbox]').first().check();
        await page.getByRole('region', { name: /Auswahl|selection/ }).waitFor();
        await assertSound(watched);
        await shot(page, `watch-many-${look.width}-${'colours' in look ? 'dark' : 'light'}`, false);
      });
  });
});
