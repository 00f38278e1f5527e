import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../src/kernel/id.ts';
import { HOUR, instant } from '../../src/kernel/instant.ts';
import { history } from '../../src/watch/checks/history.store.ts';
import { encodeJournal, type Result } from '../../src/watch/checks/history.ts';
import { dayAround } from '../../src/watch/checks/spans.ts';
import { shot } from '../world/browser.ts';
import type { TestHouse } from '../world/house.ts';
import { startTarget, type Target } from '../world/target.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

/** A month of results that a check might have had: an outage ten days ago, some slow hours yesterday. */
async function aMonthOfResults(world: TestHouse, slug: string, checkId: string): Promise<void> {
  const row = await world.house.database.db.selectFrom('organisation').select('id').where('slug', '=', slug).executeTakeFirstOrThrow();
  const now = Date.now();
  const result = (at: number): Result => {
    const age = now - at;
    const failed = age > 10 * 86_400_000 && age < 10 * 86_400_000 + 40 * 60_000;
    const slow = age > 20 * HOUR && age < 23 * HOUR;
    const ms = Math.round(40 + 25 * Math.abs(Math.sin(at / HOUR / 3)) + (slow ? 220 : 0) + (at % 17));
    const detail = failed ? ({ code: 'timeout', afterMs: 10_000 } as const) : null;
    return { at: instant(at), outcome: failed ? 'down' : 'up', ms: failed ? 10_000 : ms, maintenance: false, detail };
  };
  await world.house.work(row.id, async (tx) => {
    for (let hour = Math.floor(now / HOUR) * HOUR - 70 * 24 * HOUR; hour < now - HOUR; hour += HOUR)
      await history(tx).gather(
        checkId,
        instant(hour),
        Array.from({ length: 12 }, (_, n) => result(hour + n * 300_000)),
        dayAround(instant(hour), 'Europe/Berlin'),
      );
    const recent = Array.from({ length: 60 }, (_, n) => ({ checkId, ...result(now - (60 - n) * 60_000) }));
    await history(tx).append(newId(instant(now)), instant(now), encodeJournal(recent, instant(now)));
  });
}

describe('Watching in a real browser', { skip: pagesMissing }, () => {
  const here = firmInBrowser();
  let target: Target;
  const ids = new Map<string, string>();
  before(async () => {
    target = await startTarget();
  });
  after(() => target.close());

  const { visit } = here;

  const add = async (name: string, config: object, rest: object = {}) => {
    const body = { name, kind: 'http', config, intervalMs: 1000, timeoutMs: 1000, retryMs: 1000, misses: 2, ...rest };
    const made = await here.firm.call('POST', `${here.firm.root}/checks`, body);
    assert.equal(made.status, 201, made.text);
    ids.set(name, (made.body as { id: string }).id);
  };

  test('an empty house says what to do first', () =>
    visit('watch/checks', { width: 360 }, async (watched) => {
      await watched.page.getByRole('link', { name: 'Erste Prüfung anlegen' }).waitFor();
      await assertSound(watched);
      await shot(watched.page, 'watch-empty-360');
      await watched.page.goto(`${here.world.url}/o/${here.firm.slug}/watch/maintenance`);
      await watched.page.getByRole('button', { name: 'Wartungsfenster eintragen' }).waitFor();
      await assertSound(watched);
    }));

  test('a check is set up by hand: a wrong address is said at its field, trying shows the result in words', () =>
    visit('watch/checks/new', {}, async (watched) => {
      const loaded = await here.firm.call('POST', `${here.firm.root}/sample`, {});
      assert.equal(loaded.status, 201, loaded.text);
      const { page } = watched;
      await page.reload();
      await page.getByLabel('Name').first().fill('Auftragsportal');
      await page.getByLabel('Adresse').fill('http://127.0.0.1:1/');
      await page.getByRole('button', { name: 'Jetzt ausprobieren' }).click();
      await page.getByText('Würde als Fehlversuch zählen: weist die Verbindung ab.').waitFor();
      await page.getByLabel('Adresse').fill(`${target.url}/`);
      await page.getByRole('button', { name: 'Jetzt ausprobieren' }).click();
      await page.getByText('Läuft: antwortet (HTTP 200).').waitFor();
      await page.getByText('Seltener gebraucht').click();
      await page.getByLabel('Erwarteter HTTP-Status').fill('gut');
      await page.getByRole('button', { name: 'Prüfung speichern' }).click();
      await page.getByText('Bitte HTTP-Status als Zahlen angeben').waitFor();
      await assertSound(watched);
      await shot(page, 'watch-new-1280');
      await page.getByLabel('Erwarteter HTTP-Status').fill('200-299');
      await page.getByLabel('Ressource').selectOption('website');
      await page.getByRole('button', { name: 'Prüfung speichern' }).click();
      await page.getByRole('heading', { level: 1, name: /„Auftragsportal“ läuft/ }).waitFor();
      await assertSound(watched);
    }));

  test('the list shows every state, filters and searches, and an outage arrives by itself', async () => {
    await add('Website', { url: `${target.url}/website` }, { nodeId: 'website' });
    await add('Warenwirtschaft', { url: `${target.url}/erp` }, { nodeId: 'erp' });
    await add('Alter Server', { url: 'http://127.0.0.1:1/' }, { nodeId: 'erp' });
    await add('Cloud-Dienst', { url: 'http://169.254.169.254/' });
    await add('Telefonanlage', { host: '127.0.0.1', port: Number(new URL(target.url).port) }, { kind: 'tcp' });
    await aMonthOfResults(here.world, here.firm.slug, ids.get('Website') ?? '');
    const until = Date.now() + 3 * HOUR;
    const window = { name: 'Neue Telefone', times: { kind: 'once', from: Date.now() - HOUR, until }, checkIds: [ids.get('Telefonanlage')] };
    assert.equal((await here.firm.call('POST', `${here.firm.root}/maintenance`, window)).status, 201);
    await visit('watch/checks', {}, async (watched) => {
      const { page } = watched;
      await page.getByRole('heading', { level: 1, name: '„Alter Server“ ist ausgefallen' }).waitFor();
      await page
        .getByRole('row', { name: /Telefonanlage/ })
        .getByText('Wartung')
        .waitFor();
      await page
        .getByRole('row', { name: /Cloud-Dienst/ })
        .getByText('unklar')
        .waitFor();
      await assertSound(watched);
      await shot(page, 'watch-checks-1280');
      await page.getByRole('button', { name: /^läuft/ }).click();
      await page.getByRole('rowheader', { name: /Alter Server/ }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^Alle/ }).click();
      target.status = 503;
      await page.getByRole('heading', { level: 1, name: /von \d+ Prüfungen melden einen Ausfall/ }).waitFor();
      target.status = 200;
      await page.getByRole('heading', { level: 1, name: '„Alter Server“ ist ausgefallen' }).waitFor();
    });
    for (const look of [
      { width: 360, colours: 'dark' },
      { language: 'en', width: 1280, colours: 'dark' },
    ] as const)
      await visit('watch/checks', look, async (watched) => {
        await watched.page.getByRole('rowheader', { name: /Alter Server/ }).waitFor();
        await assertSound(watched);
        await shot(watched.page, `watch-checks-${look.width}-dark`);
      });
  });

  test('a check says which processes stop, when and what it costs, and how it was', async () => {
    const path = `watch/checks/${ids.get('Website')}`;
    for (const look of [{}, { width: 360 }, { width: 360, colours: 'dark', language: 'en' }, { colours: 'dark', language: 'en' }] as const)
      await visit(path, look, async (watched) => {
        const { page } = watched;
        await page.locator('.u-wrap').waitFor();
        await shot(page, `watch-check-${'width' in look ? look.width : 1280}-${'colours' in look ? look.colours : 'light'}`);
        await assertSound(watched);
      });
    await visit(path, {}, async ({ page }) => {
      await page.getByLabel('Zeitraum').selectOption('30 Tage');
      await page.getByText('Fehlversuche').first().waitFor();
      await page.getByText('Als Tabelle').click();
      await page.getByRole('columnheader', { name: 'Mittel (ms)' }).waitFor();
      await shot(page, 'watch-check-30days');
      await page.getByLabel('Zeitraum').selectOption('1 Jahr');
      await page.getByLabel('Verfügbarkeit nach').selectOption('Monate');
      const months = page.getByRole('table', { name: 'Verfügbarkeit' });
      await months.getByRole('row').nth(2).waitFor();
      assert.match((await months.getByRole('row').allTextContents()).join('|'), /99,\d+ %/);
      await shot(page, 'watch-check-year');
      await page.getByLabel('Verfügbarkeit nach').selectOption('Jahre');
      await page.getByRole('columnheader', { name: 'Jahr', exact: true }).waitFor();
    });
    await visit(path, { width: 360, language: 'en', colours: 'dark' }, async (watched) => {
      await watched.page.getByLabel('Uptime by').selectOption('Months');
      await watched.page.getByRole('columnheader', { name: 'Month', exact: true }).waitFor();
      await assertSound(watched);
      await shot(watched.page, 'watch-check-months-360-dark');
    });
    await visit(`watch/checks/${ids.get('Alter Server')}`, {}, async (watched) => {
      await watched.page.getByRole('heading', { name: 'Was jetzt steht' }).waitFor();
      await assertSound(watched);
      await shot(watched.page, 'watch-check-down-1280');
    });
    await visit(`watch/checks/${ids.get('Cloud-Dienst')}`, {}, async (watched) => {
      await watched.page.getByText('Unbekannt: Diese Prüfung gehört zu keiner Ressource.').waitFor();
      await assertSound(watched);
    });
  });

  test('a check is paused and resumed, changed and deleted', () =>
    visit(`watch/checks/${ids.get('Warenwirtschaft')}`, {}, async (watched) => {
      const { page } = watched;
      await page.getByRole('button', { name: 'Anhalten' }).click();
      await page.getByRole('heading', { level: 1, name: 'ist angehalten' }).waitFor();
      await page.getByRole('button', { name: 'Wieder prüfen' }).click();
      await page.getByRole('heading', { level: 1, name: '„Warenwirtschaft“ läuft' }).waitFor();
      await page.getByRole('link', { name: 'Ändern' }).click();
      await page.getByLabel('Name').first().fill('ERP');
      await page.getByText('Erweitert').click();
      await assertSound(watched);
      await shot(page, 'watch-edit-1280');
      await page.getByRole('button', { name: 'Prüfung speichern' }).click();
      await page.getByRole('heading', { level: 1, name: /„ERP“/ }).waitFor();
      await page.getByRole('button', { name: 'Löschen' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click();
      await page.getByRole('rowheader', { name: /Alter Server/ }).waitFor();
      await page.getByRole('rowheader', { name: /^ERP/ }).filter({ hasText: '/erp' }).waitFor({ state: 'detached' });
    }));

  test('maintenance is entered for every Sunday', () =>
    visit('watch/maintenance', {}, async (watched) => {
      const { page } = watched;
      await page.getByRole('heading', { level: 1, name: 'Gerade läuft „Neue Telefone“' }).waitFor();
      await page.getByRole('button', { name: 'Wartungsfenster eintragen' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Anlass').fill('Updates');
      await dialog.getByLabel('Wann').selectOption('jede Woche');
      await dialog.getByLabel('Welche Prüfungen').selectOption('ausgewählte');
      await dialog.getByRole('button', { name: 'Speichern' }).click();
      await dialog.getByText('Bitte mindestens eine Prüfung auswählen.').first().waitFor();
      await assertSound(watched);
      await shot(page, 'watch-maintenance-dialog-1280');
      await dialog.getByLabel('Alter Server').check();
      await dialog.getByRole('button', { name: 'Speichern' }).click();
      await page.getByText('Sonntag, 02:00–04:00').waitFor();
      await assertSound(watched);
      await shot(page, 'watch-maintenance-1280');
    }));
});
