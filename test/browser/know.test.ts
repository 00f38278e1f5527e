import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type Look, shot, startBrowser } from '../world/browser.ts';
import { type DnsWorld, dnsWorld, type ZoneRecord } from '../world/dns.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { assertSound, pagesMissing, type Visit, visitPage } from './visits.ts';

const sheets = {
  nodes: [
    'Name;Art;Zielzeit;MTA;Kosten/h wahrscheinlich;Wiederanlauf wahrscheinlich;Quelle;Ursachen',
    'Versand;Geschäftsprozess;8 h;2 Tage;180;;;',
    'E-Mail;Dienst;;;;;;Wolkendienst',
    'Warenwirtschaft;System;;;;8 h;Annahme;',
    'Wolkendienst;Ursache;;;;1 Tag;Vertrag;',
  ].join('\r\n'),
  dependencies: [
    'Wer braucht;Was;Puffer',
    'Auftragsannahme;Warenwirtschaft;6 h',
    'Auftragsannahme;E-Mail;',
    'Versand;Warenwirtschaft;',
  ].join('\n'),
};

describe('Knowing what the firm depends on, in a real browser', { skip: pagesMissing }, () => {
  let browser: Browser;
  let world: TestHouse;
  let firm: Firm;
  let names: DnsWorld;
  /** Names of signing keys are answered by nobody, so that a scan takes its time. */
  let slow = false;
  before(async () => {
    const zone = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/zones/hafenwerft/zone.json'), 'utf8')) as ZoneRecord[];
    names = await dnsWorld(zone, ({ name }) => (slow && name.includes('_domainkey') ? 'silence' : 'answer'));
    browser = await startBrowser();
    world = await startHouse();
    firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
    await firm.call('PUT', `${firm.root}/scans/settings`, { resolver: names.server });
  });
  after(async () => {
    await browser.close();
    await world.close();
    await names.close();
  });

  const visit = (path: string, look: Look, body: Visit) => visitPage(browser, world, firm, path, look, body);

  test('from an empty inventory to an answer: one process by hand, the rest from tables, then what if', () =>
    visit('know/inventory', {}, async (tab) => {
      const { page } = tab;
      await page.getByText('Womit verdienen Sie Geld?').waitFor();
      await assertSound(tab);
      await page.getByLabel('Name (Prozess)').fill('Auftragsannahme');
      await page.getByLabel('Höchstens ohne (MTA)', { exact: true }).fill('24');
      await page.getByRole('button', { name: 'Prozess anlegen' }).click();
      const dialog = page.locator('dialog[open]');
      await dialog.getByRole('heading', { name: 'Auftragsannahme' }).waitFor();
      await assertSound(tab);
      await dialog.getByRole('button', { name: 'Schließen' }).click();
      await page.getByText('noch nicht gefragt').waitFor();

      for (const what of ['nodes', 'dependencies'] as const) {
        await page.getByRole('button', { name: 'Einlesen' }).click();
        await dialog.getByLabel('Was ist in der Datei?').selectOption(what);
        const file = { name: `${what}.csv`, mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${sheets[what]}`) };
        await dialog.locator('input[type=file]').setInputFiles(file);
        await dialog.getByText(what === 'nodes' ? 'Neu: 4' : 'Neu: 3').waitFor();
        await dialog.getByRole('button', { name: 'Übernehmen' }).click();
        await dialog.waitFor({ state: 'hidden' });
      }
      await page.getByRole('heading', { name: '2 Geschäftsprozesse hängen an 3 Sachen' }).waitFor();
      await shot(page, 'know-inventory');
      await assertSound(tab);

      await page.goto(`${world.url}/o/${firm.slug}/know/what-if`);
      await page.getByRole('button', { name: 'Was soll ausfallen?' }).click();
      await dialog.getByLabel('Wolkendienst').check();
      await dialog.getByRole('button', { name: 'Übernehmen' }).click();
      await page.getByLabel('Wie lange?').selectOption('P3D');
      await page.getByRole('heading', { name: 'Was wäre, wenn Wolkendienst drei Tage ausfällt?' }).waitFor();
      await page.getByText('Auftragsannahme ist sofort betroffen.').waitFor();
      await page.locator('#what-if-clock').focus();
      await page.keyboard.press('ArrowRight');
      await shot(page, 'know-what-if');
      await assertSound(tab);
      await page.getByRole('link', { name: 'Landkarte öffnen' }).click();
      await page.getByRole('heading', { name: 'Wolkendienst: ein Prozess ist betroffen.' }).waitFor();
      await page.locator('.react-flow__node').first().waitFor();
      await shot(page, 'know-map');
      await assertSound(tab);
    }));

  test('a removal says what goes with it and is taken back', () =>
    visit('know/inventory?tab=resources', {}, async (tab) => {
      const { page } = tab;
      const row = page.getByRole('row', { name: /Warenwirtschaft/ });
      await row.getByRole('button', { name: 'Entfernen' }).click();
      const dialog = page.locator('dialog[open]');
      await dialog.getByText('Versand → Warenwirtschaft').waitFor();
      await dialog.getByRole('button', { name: 'Entfernen' }).click();
      await page.getByText('„Warenwirtschaft“ ist entfernt.').waitFor();
      await row.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Rückgängig' }).click();
      await row.waitFor();
    }));

  test('a domain becomes findings with evidence, and one press makes inventory of them; also on a phone in the dark', () =>
    visit('know/scan', { language: 'en', width: 360, colours: 'dark' }, async (tab) => {
      const { page } = tab;
      await page.getByLabel('Domain of your company').fill('info@hafenwerft.example');
      await page.getByRole('button', { name: 'Scan', exact: true }).click();
      await page.getByRole('heading', { name: /hang(s)? on companies? with a US parent/ }).waitFor();
      await page
        .getByRole('button', { name: /Microsoft 365/ })
        .first()
        .click();
      await page.getByText('include:spf.protection.outlook.com').waitFor();
      await shot(page, 'know-scan-phone');
      await assertSound(tab);
      await page.getByRole('link', { name: 'What stops without US services?' }).waitFor();
      await page.getByRole('button', { name: /Take over all/ }).click();
      await page.getByText(/Taken into the inventory:/).waitFor();
      await page.goto(`${world.url}/o/${firm.slug}/know/map`);
      await page
        .getByRole('row', { name: /Microsoft 365/ })
        .first()
        .waitFor();
      await assertSound(tab);
    }));

  test('what a scan finds comes into the page while it runs, and a press stops it and keeps what was found', async () => {
    slow = true;
    await visit('know/scan', { language: 'en', width: 1280, colours: 'light' }, async (tab) => {
      const { page } = tab;
      await page.getByLabel('Domain of your company').fill('hafenwerft.example');
      await page.getByRole('button', { name: 'Scan', exact: true }).click();
      const stop = page.getByRole('button', { name: 'Cancel', exact: true });
      await page
        .getByRole('button', { name: /NoSpamProxy/ })
        .first()
        .waitFor();
      assert.ok(await stop.isVisible(), 'the finding is there while the scan still runs');
      await stop.click();
      await page.getByText('The scan did not run to its end.').waitFor();
      assert.equal(await stop.count(), 0);
      await page
        .getByRole('button', { name: /NoSpamProxy/ })
        .first()
        .waitFor();
      await assertSound(tab);
    });
    slow = false;
  });
});
