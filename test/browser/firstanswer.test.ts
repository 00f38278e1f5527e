import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { axeFindings, shot } from '../world/browser.ts';
import { dnsWorld, type ZoneRecord } from '../world/dns.ts';
import { assertSound, firmInBrowser, pagesMissing } from './visits.ts';

/** Reading a question, thinking, one press: a calm pace for somebody who has never seen the page. */
const SECONDS_PER_INPUT = 12;

describe('From seven questions to a model, in a real browser', { skip: pagesMissing }, () => {
  const here = firmInBrowser();

  const { open } = here;
  const saved = (page: Page) => page.locator('output', { hasText: 'Gespeichert' }).waitFor();

  test('an owner reaches the first answer in ten inputs and a whole model in half an hour; nothing is lost, everything can be undone', async (t) => {
    const tab = await open('lage');
    const { page } = tab;
    let inputs = 0;
    const press = async (where: Locator) => {
      await where.click();
      inputs++;
    };
    const fill = async (where: Locator, text: string) => {
      await where.fill(text);
      inputs++;
    };
    const question = (name: string) => page.getByRole('group', { name, exact: true });
    const next = () => press(page.getByRole('button', { name: 'Weiter', exact: true }));
    /** Answers each question of this kind that is on the page. */
    const answerAll = async (of: RegExp, choose: (n: number) => string) => {
      const groups = page.getByRole('group', { name: of });
      await groups.first().waitFor();
      const count = await groups.count();
      for (let n = 0; n < count; n++) await press(groups.nth(n).getByRole('radio', { name: choose(n), exact: true }));
      return count;
    };

    await press(page.getByRole('link', { name: 'Zur ersten Antwort' }));
    await press(page.getByRole('radio', { name: /^Produktion/ }));
    await fill(page.getByLabel('Wie viele Menschen arbeiten bei Ihnen?'), '42');
    await fill(page.getByLabel('Umsatz im Jahr, in Euro'), '6000000');
    await assertSound(tab);
    await next();
    await press(page.getByRole('checkbox', { name: 'Versand' }));
    await press(question('Darf höchstens stehen Annahme: 1 Tag (Versand)').getByRole('radio', { name: '4 h', exact: true }));
    await press(page.getByRole('checkbox', { name: 'Fertigung' }));
    await press(page.getByRole('checkbox', { name: 'Auftragsannahme' }));
    const answer = page.locator('[data-first-answer]');
    await answer
      .getByText(/^Ohne „.+“ (steht|geht) „.+“ (sofort|nach \d.*)\.$/)
      .first()
      .waitFor();
    await answer.getByText(/Eine Stunde Stillstand kostet dort etwa [\d.]+\s€\./).waitFor();
    await answer.getByText(/Die Grenze von .+ wird um .+ verfehlt\./).waitFor();
    t.diagnostic(`inputs until the first answer: ${inputs}`);
    assert.ok(inputs <= 10, `${inputs} inputs until the first answer`);
    await answer.getByText('Worauf diese Zahl am meisten beruht').click();
    const movers = await answer.locator('ol > li').allInnerTexts();
    assert.ok(movers.length >= 1 && movers.length <= 3, movers.join(' | '));
    for (const mover of movers) assert.match(mover, /Annahme[\s\S]*Schaden .+ statt .+/);
    await shot(page, 'first-answer');
    await assertSound(tab);

    // Nothing is lost on reload.
    await saved(page);
    await page.reload();
    await page.getByRole('checkbox', { name: 'Versand' }).waitFor();
    assert.equal(await page.getByRole('checkbox', { name: 'Versand' }).isChecked(), true);
    await answer.waitFor();

    for (const name of [
      'Konstruktion und Programmierung',
      'Messen und Prüfen',
      'Kundenkontakt (Telefon und E-Mail)',
      'Löhne und Zahlungen',
    ])
      await press(page.getByRole('checkbox', { name, exact: true }));
    await press(page.getByRole('checkbox', { name: 'Instandhaltung der Maschinen' }));
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    inputs++;
    assert.equal(await page.getByRole('checkbox', { name: 'Instandhaltung der Maschinen' }).isChecked(), false);
    await next();

    const systems = await answerAll(/./, (n) => (n === 3 ? 'Es geht langsamer' : n === 5 ? 'Weiß ich nicht' : 'Ohne steht der Betrieb'));
    assert.ok(systems >= 8, `${systems} systems asked for`);
    await page.getByText('Eine Antwort steht auf „weiß ich nicht“.').waitFor();
    await shot(page, 'first-answer-systems');
    await assertSound(tab);
    await next();

    await page.getByText(/\d von \d+ Diensten hängen an Firmen mit US-Mutter\./).waitFor();
    const choose = async (name: string, value: string) => {
      await page.getByLabel(name, { exact: true }).selectOption(value);
      inputs++;
    };
    await choose('Anbieter: E-Mail', 'house');
    await choose('Anbieter: Anmeldung (Konten und Kennwörter)', 'microsoft-365');
    await choose('Anbieter: Internetanschluss', 'other');
    await fill(page.getByLabel('Name des Anbieters: Internetanschluss'), 'Stadtnetz Mühlhaus');
    await assertSound(tab);
    await next();

    await answerAll(/^Ohne „/, (n) => (n === 0 ? '4 Stunden' : n === 1 ? '1 Tag' : 'gar nicht'));
    await fill(page.getByLabel(/^Wie\?/).first(), 'Lieferscheine von Hand');
    await shot(page, 'first-answer-holding');
    await assertSound(tab);
    await next();

    await press(question('Wer stellt die Technik wieder her?').getByRole('radio', { name: 'ein IT-Dienstleister' }));
    await answerAll(/^Ersatz für/, (n) => (n === 0 ? 'läuft unabhängig mit' : 'keiner'));
    await answerAll(/^Bis „/, () => '1 Tag');
    await assertSound(tab);
    await next();

    await press(page.getByRole('radio', { name: 'ja, private Nummern liegen auf Papier' }));
    await press(page.getByRole('radio', { name: 'die Kunden' }));
    await press(page.getByRole('checkbox', { name: 'Ausfälle' }));
    await press(page.getByRole('radio', { name: 'es steht auf Papier' }));
    await assertSound(tab);
    await next();

    const owned = await answerAll(/\?/, (n) => (n === 1 ? 'nur der Dienstleister' : 'wir selbst'));
    assert.equal(owned, 5);
    await page.getByText('nicht in eigener Hand').first().waitFor();
    await shot(page, 'first-answer-ownership');
    await assertSound(tab);
    await next();

    await page.getByText(/^Neu: \d+/).waitFor();
    await press(page.getByRole('button', { name: 'Ins Inventar übernehmen' }));
    await page.getByText(/^Übernommen: \d+ Einträge\.$/).waitFor();
    const minutes = (inputs * SECONDS_PER_INPUT) / 60;
    t.diagnostic(`inputs until the whole model: ${inputs}; at ${SECONDS_PER_INPUT} s each ${minutes.toFixed(1)} minutes`);
    assert.ok(minutes < 30, `${minutes} minutes`);
    await shot(page, 'first-answer-result');
    await assertSound(tab);

    const maturity = await tab.context.newPage();
    await maturity.goto(`${here.world.url}/o/${here.firm.slug}/know/maturity`);
    await maturity.getByRole('heading', { level: 1, name: 'Noch ist nichts erprobt.' }).waitFor();
    await maturity
      .getByText(/Stimmt die Zeit, in der „.+“ wieder läuft\?/)
      .first()
      .waitFor();
    await maturity
      .getByText(/daran hängen [\d.]+\s€ je Stunde/)
      .first()
      .waitFor();
    await maturity.getByText('Ein eigenes Administrator-Konto anlegen').waitFor();
    await shot(maturity, 'maturity');
    assert.deepEqual(await axeFindings(maturity), []);
    await maturity.close();

    const model = (await here.firm.call('GET', `${here.firm.root}/inventory`)).body as {
      nodes: { kind: string; name: string; note: string }[];
      dependencies: { note: string }[];
    };
    assert.equal(model.nodes.filter(({ kind }) => kind === 'process').length, 7);
    assert.ok(model.nodes.some(({ name }) => name === 'Stadtnetz Mühlhaus'));
    assert.ok(model.dependencies.some(({ note }) => note === 'Lieferscheine von Hand'));
    await page.getByRole('button', { name: 'Rückgängig' }).last().click();
    await page.getByText('Die Übernahme ist rückgängig gemacht.').waitFor();
    const after = (await here.firm.call('GET', `${here.firm.root}/inventory`)).body as { nodes: unknown[] };
    assert.equal(after.nodes.length, 0);
    await tab.context.close();
  });

  test('a finished scan of the domain fills in who is behind it, for one press', async () => {
    const zone = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/zones/hafenwerft/zone.json'), 'utf8')) as ZoneRecord[];
    const names = await dnsWorld(zone);
    try {
      await here.firm.call('PUT', `${here.firm.root}/scans/settings`, { resolver: names.server });
      await here.firm.call('POST', `${here.firm.root}/scans`, { domain: 'hafenwerft.example' });
      const before = (await here.firm.call('GET', `${here.firm.root}/self-check/guide`)).body as { answers: object; revision: number };
      await here.firm.call('PUT', `${here.firm.root}/self-check/guide`, {
        answers: { ...before.answers, provider: {} },
        revision: before.revision,
      });
      const tab = await open('know/first-answer?step=providers');
      const { page } = tab;
      await page
        .getByRole('button', { name: /^(Den gefundenen Anbieter|Die \d+ gefundenen Anbieter) übernehmen$/ })
        .click({ timeout: 20_000 });
      const chosen = page.locator('select option:checked', { hasText: '(von der Domain-Prüfung gefunden)' });
      await chosen.first().waitFor({ state: 'attached' });
      await saved(page);
      const { answers } = (await here.firm.call('GET', `${here.firm.root}/self-check/guide`)).body as {
        answers: { found: Record<string, { reach: string }> };
      };
      assert.ok(Object.keys(answers.found).length > 0);
      await assertSound(tab);
      await tab.context.close();
    } finally {
      await names.close();
    }
  });

  test('the same pages in English, on a phone in the dark', async () => {
    const tab = await open('know/first-answer?step=processes', { language: 'en', width: 360, colours: 'dark' });
    const { page } = tab;
    await page.getByRole('heading', { level: 1, name: /^Without “/ }).waitFor();
    await shot(page, 'first-answer-phone');
    await assertSound(tab);
    for (const step of ['firm', 'systems', 'providers', 'holding', 'standins', 'result']) {
      await page.goto(`${here.world.url}/o/${here.firm.slug}/know/first-answer?step=${step}`);
      await page.getByRole('heading', { level: 1, name: /^Without “/ }).waitFor();
      await assertSound(tab);
    }
    await page.goto(`${here.world.url}/o/${here.firm.slug}/know/maturity`);
    await page.getByRole('heading', { level: 1, name: 'Nothing has been tried yet.' }).waitFor();
    await shot(page, 'maturity-phone');
    await assertSound(tab);
    await tab.context.close();
  });

  test('the longer self-check: answers are kept one by one, the result says what to do, a measure comes onto the board', async () => {
    const tab = await open('know/self-check');
    const { page } = tab;
    await page.getByText('Dies ist nicht der offizielle CyberRisikoCheck').waitFor();
    const groups = page.locator('#main').getByRole('group');
    assert.equal(await groups.count(), 27);
    for (let n = 0; n < 27; n++)
      await groups
        .nth(n)
        .getByRole('radio', { name: n % 5 === 0 ? 'nicht erfüllt' : n === 7 ? 'weiß ich nicht' : 'erfüllt', exact: true })
        .check();
    await page.getByText('27 von 27 Fragen sind beantwortet.').first().waitFor();
    await page.getByRole('button', { name: 'Auswerten und festhalten' }).click();
    await page.getByRole('heading', { level: 1, name: /^Zuletzt -?\d+ von 37 Punkten\.$/ }).waitFor();
    await page.getByText('Eine Frage ist unbekannt und zählt wie nicht erfüllt.').waitFor();
    await page
      .getByRole('button', { name: /^Als Maßnahme vormerken/ })
      .first()
      .click();
    await page.getByText('steht auf der Maßnahmentafel').first().waitFor();
    await shot(page, 'self-check');
    await assertSound(tab);
    await tab.context.close();
    const phone = await open('know/self-check', { language: 'en', width: 360, colours: 'dark' });
    await phone.page.getByRole('heading', { level: 1, name: /^Last time -?\d+ of 37 points\.$/ }).waitFor();
    await shot(phone.page, 'self-check-phone');
    await assertSound(phone);
    await phone.context.close();
  });
});
