import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Id } from '../../src/kernel/id.ts';
import { scans } from '../../src/know/discovery/discovery.store.ts';
import { Status } from '../../src/know/discovery/finding.ts';
import { shot, startBrowser } from '../world/browser.ts';
import { dnsWorld, type ZoneRecord } from '../world/dns.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { recordedScan } from '../world/recordedscan.ts';
import { scratchFolder } from '../world/scratch.ts';
import { assertSound, pagesMissing, visitPage } from './visits.ts';

const golden = join(import.meta.dirname, '../golden');
const DOMAIN = 'kupferhof-praezision.example';

const bytes = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'hex' in value ? Buffer.from(String(value.hex), 'hex') : value;

describe('The picture of a scan, in a real browser', { skip: pagesMissing }, () => {
  let browser: Browser;
  let world: TestHouse;
  let firm: Firm;
  let scanId: Id;
  before(async () => {
    const folder = scratchFolder('picture');
    cpSync(join(golden, 'zones/kupferhof-praezision'), folder.path, { recursive: true });
    const home = join(folder.path, 'index.html');
    const link = '<a href="https://www.doctolib.de/betriebsarzt/x">Betriebsarzt</a>';
    writeFileSync(home, readFileSync(home, 'utf8').replace('<p>', `${link}<p>`));
    const zone = JSON.parse(readFileSync(join(folder.path, 'zone.json'), 'utf8'), bytes) as ZoneRecord[];
    const names = await dnsWorld(zone);
    const report = await recordedScan(DOMAIN, names.server, folder.path, join(golden, 'asn.csv'));
    await names.close();
    folder.remove();
    browser = await startBrowser();
    // Nobody else scans meanwhile: the domain stands in no real name server.
    world = await startHouse({ engine: false });
    firm = await world.setUp('Kupferhof Präzision GmbH');
    const { house } = world;
    const { id: org } = await house.workAcross((tx) => tx.db.selectFrom('organisation').select('id').executeTakeFirstOrThrow());
    scanId = await house.work(org, async (tx) => {
      const id = await scans(tx).ask({ domain: DOMAIN, unicode: DOMAIN }, 'Eva Muster');
      await scans(tx).begin(id);
      await scans(tx).end(id, { state: 'done', report, fault: null });
      return id;
    });
    assert.deepEqual(
      [...new Set(report.findings.map(({ status }) => status))].sort(),
      [...Status.options].sort(),
      'a scan with every status',
    );
  });
  after(async () => {
    await browser.close();
    await world.close();
  });

  for (const [language, width, colours] of [
    ['de', 1280, 'light'],
    ['en', 1280, 'dark'],
    ['de', 360, 'dark'],
    ['en', 360, 'light'],
  ] as const)
    test(`each status has its own line, and the legend names what is there (${language}, ${width} px, ${colours})`, () =>
      visitPage(browser, world, firm, `know/scan?scan=${scanId}`, { language, width, colours }, async (tab) => {
        const picture = tab.page.getByRole('figure');
        await picture.waitFor();
        const styles = await tab.page.evaluate<string[]>(`[...document.querySelectorAll('figure figcaption svg')].map((sample) =>
          getComputedStyle(sample.firstElementChild).strokeDasharray + ' ' + sample.querySelectorAll('line').length)`);
        assert.equal(styles.length, Status.options.length);
        assert.equal(new Set(styles).size, styles.length, `lines that look the same: ${styles.join(' | ')}`);
        const drawn = await tab.page.evaluate<{ drawings: number; words: number; outside: number }>(`(() => {
          const figure = document.querySelector('figure');
          const drawings = [...figure.querySelectorAll(':scope > svg')].filter((svg) => svg.getBoundingClientRect().height > 100);
          const { left, right } = figure.getBoundingClientRect();
          const words = [...drawings[0].querySelectorAll('text')].map((text) => text.getBoundingClientRect());
          return { drawings: drawings.length, words: words.length, outside: words.filter((one) => one.left < left - 1 || one.right > right + 1).length };
        })()`);
        assert.equal(drawn.drawings, 1, 'one picture is shown');
        assert.equal(drawn.outside, 0, 'words run out of the picture');
        assert.ok(drawn.words > 10);
        await picture.getByText(language === 'de' ? 'zeigt ins Leere' : 'points nowhere').waitFor();
        await picture.getByText(language === 'de' ? 'läuft auf fremder Infrastruktur' : 'runs on infrastructure of another').waitFor();
        await tab.page.evaluate(`document.querySelector('figure').scrollIntoView()`);
        await shot(tab.page, `scan-picture-${language}-${width}-${colours}`, false);
        await assertSound(tab);
      }));
});
