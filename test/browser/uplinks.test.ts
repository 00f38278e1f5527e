import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { shot } from '../world/browser.ts';
import { startTarget, type Target } from '../world/target.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

describe('Lines to the Internet in a real browser', { skip: pagesMissing }, () => {
  const here = firmInBrowser();
  let target: Target;
  before(async () => {
    target = await startTarget();
  });
  after(() => target.close());
  const { visit } = here;

  test('with one target out there somebody is asked which check stands for the own line; one press, and one to take it back', async () => {
    const { firm } = here;
    const add = (body: object) => firm.call('POST', `${firm.root}/checks`, { ...body, intervalMs: 60_000, timeoutMs: 1000 });
    const made = [
      await add({ name: 'Adresse beim Anbieter', kind: 'tcp', config: { host: '198.51.100.1', port: 443 } }),
      await add({ name: 'Drucker', kind: 'tcp', config: { host: '127.0.0.1', port: Number(new URL(target.url).port) } }),
    ];
    const ids = made.map(({ body }) => (body as { id: string }).id);
    await visit('watch/checks', {}, async (watched) => {
      const { page } = watched;
      const choose = page.getByRole('button', { name: 'Festlegen: „Adresse beim Anbieter“ ist die eigene Leitung' });
      await choose.waitFor();
      await assertSound(watched);
      await shot(page, 'ownline-1280');
      await choose.click();
      await page.getByText('„Adresse beim Anbieter“ zeigt jetzt').waitFor();
      await choose.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Rückgängig' }).click();
      await choose.waitFor();
    });
    await visit('watch/checks', { width: 360, language: 'en', colours: 'dark' }, async (watched) => {
      await watched.page.getByRole('button', { name: 'Choose “Adresse beim Anbieter” as the own line' }).waitFor();
      await assertSound(watched);
      await shot(watched.page, 'ownline-360-en-dark');
      await watched.page.getByRole('link', { name: 'Add a new check for it' }).click();
      await watched.page.getByRole('checkbox', { name: 'This check shows whether our Internet line works' }).waitFor();
      await shot(watched.page, 'ownline-form-360-en-dark');
    });
    for (const id of ids) assert.equal((await firm.call('DELETE', `${firm.root}/checks/${id}`)).status, 204);
  });

  test('a line is entered by hand, a wrong interface is said at its field, and a check is one press away', () =>
    visit('watch/lines', {}, async (watched) => {
      const { page } = watched;
      await page.getByText('Eine Ersatzleitung, die niemand prüft').waitFor();
      await shot(page, 'lines-empty-1280');
      await page.getByRole('button', { name: 'Leitung eintragen' }).click();
      await page.getByLabel('Name').first().fill('Glasfaser');
      await page.getByLabel('Name des Anschlusses').fill('-I eth0');
      await page.getByRole('button', { name: 'Speichern' }).click();
      await page.getByText('Bitte den Namen eines Netzwerkanschlusses angeben').waitFor();
      await assertSound(watched);
      await shot(page, 'lines-dialog-1280');
      await page.getByLabel('Woran erkannt').selectOption('address');
      await page.getByRole('textbox', { name: 'Absenderadresse' }).fill('127.0.0.1');
      await page.getByRole('button', { name: 'Speichern' }).dblclick();
      await page.getByRole('heading', { level: 1, name: 'Leitung „Glasfaser“ prüft noch niemand' }).waitFor();
      assert.equal(await page.getByRole('row', { name: /^Glasfaser/ }).count(), 1, 'a double click enters it once');
      await page.getByRole('link', { name: 'Prüfung anlegen' }).click();
      assert.equal(await page.getByLabel('Name').first().inputValue(), 'Leitung Glasfaser');
      await page.getByLabel('Art der Prüfung').selectOption('tcp');
      await page.getByLabel('Rechner').fill('127.0.0.1');
      await page.getByLabel('Port').fill(new URL(target.url).port);
      await page.getByRole('button', { name: 'Jetzt ausprobieren' }).click();
      await page.getByText('Läuft: nimmt Verbindungen an.').waitFor();
      await assertSound(watched);
      await shot(page, 'lines-check-1280');
      await page.getByLabel('Prüfen', { exact: true }).selectOption('20000');
      await page.getByRole('button', { name: 'Prüfung speichern' }).click();
      await page.getByRole('heading', { level: 1, name: /„Leitung Glasfaser“ läuft/ }).waitFor();
      await page.getByText('Glasfaser (Hauptleitung)').waitFor();
    }));

  test('a dead spare stands at the top, with what to do, on paper width and on a phone, in both languages', async () => {
    const added = await here.firm.call('POST', `${here.firm.root}/uplinks`, {
      name: 'LTE im Serverraum',
      role: 'spare',
      via: { kind: 'interface', name: 'wwan0' },
    });
    const uplinkId = (added.body as { id: string }).id;
    const timing = { intervalMs: 1000, timeoutMs: 1000, retryMs: 1000, misses: 2 };
    const check = { name: 'Leitung LTE', kind: 'ping', config: { host: '198.51.100.1' }, uplinkId, ...timing };
    assert.equal((await here.firm.call('POST', `${here.firm.root}/checks`, check)).status, 201);
    assert.equal((await here.firm.call('DELETE', `${here.firm.root}/uplinks/${uplinkId}`)).status, 409);
    await visit('watch/lines', {}, async (watched) => {
      const dead = 'Ersatzleitung „LTE im Serverraum“ ist tot. Jetzt instand setzen, bevor sie gebraucht wird.';
      await watched.page.getByRole('heading', { level: 1, name: dead }).waitFor();
      await assertSound(watched);
      await shot(watched.page, 'lines-1280');
    });
    await visit('watch/signals', { width: 360 }, async (watched) => {
      await watched.page.getByText('Ersatzleitung „LTE im Serverraum“ tot').first().waitFor();
      await assertSound(watched);
      await shot(watched.page, 'lines-signal-360');
    });
    await visit('watch/lines', { width: 360, language: 'en', colours: 'dark' }, async (watched) => {
      await watched.page.locator('table, [role=table]').first().waitFor();
      await assertSound(watched);
      await shot(watched.page, 'lines-360-en-dark');
    });
    const incidents = await here.firm.call('GET', `${here.firm.root}/incidents`);
    assert.ok(!incidents.text.includes('LTE'), incidents.text);
  });
});
