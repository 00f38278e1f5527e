import type { Browser, BrowserContext, Page } from 'playwright-core';
import { fileOf, type Inventory } from '../../src/know/inventory/inventory.ts';
import { STEPS } from '../../src/know/simulation/scale.ts';
import { browserMissing, openPage, startBrowser } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

const MONDAY = Date.UTC(2026, 10, 30, 7);
const at = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
const told = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return `p50 ${at(sorted, 0.5).toFixed(1)} ms, p95 ${at(sorted, 0.95).toFixed(1)} ms, max ${(sorted.at(-1) ?? 0).toFixed(1)} ms over ${sorted.length} steps`;
};

/** What a step of the clock costs on the simulator page, and how soon a changed assumption is answered there. Aims: 12 ms (p95), 100 ms. */
export async function dragging(print: (line: string) => void): Promise<void> {
  const world = await startHouse({ engine: false });
  try {
    const firm = await world.setUp('Musterbau GmbH');
    await firm.call('POST', `${firm.root}/sample`);
    const sample = (await firm.call('GET', `${firm.root}/inventory`)).body as Inventory;
    if (browserMissing) return print(`dragging: ${browserMissing}`);
    const browser = await startBrowser();
    const tab = await openPage(browser, `${world.url}/o/${firm.slug}/know/what-if?fail=serverraum&t=0&at=${MONDAY}`, {}, firm.cookie());
    await tab.page.locator('.react-flow__node').first().waitFor();
    await tab.page.getByText(/^8 von 10:/).waitFor();
    const spent = await threadOf(tab.page, tab.context);
    await tab.page.locator('#what-if-clock').focus();
    const steps: number[] = [];
    for (let step = 0; step < STEPS; step++) {
      const before = await spent();
      await tab.page.keyboard.press('ArrowRight');
      await tab.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      steps.push((await spent()) - before);
    }
    print(`a step of the clock, ${sample.nodes.length} nodes, script + style + layout: ${told(steps)} (aim: p95 ≤ 12 ms)`);
    await tab.context.close();
    await changed(print, world, firm, browser);
    await browser.close();
  } finally {
    await world.close();
  }
}

/** Says how long the page's own thread has worked, in ms: script, style and layout. */
async function threadOf(page: Page, context: BrowserContext): Promise<() => Promise<number>> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
    return 1000 * (of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration'));
  };
}

/** The sample firm nine times over, side by side: about 500 nodes. */
function ninefold(sample: Inventory): Inventory {
  const copies = Array.from({ length: 9 }, (_, n) => n);
  const as = (key: string, n: number) => `${key}-${n}`;
  return {
    ...sample,
    nodes: copies.flatMap((n) =>
      sample.nodes.map((node) => ({
        ...node,
        key: as(node.key, n),
        cause: node.cause.map((key) => as(key, n)),
        backups: node.backups.map((backup) => ({ ...backup, needs: backup.needs.map((key) => as(key, n)) })),
      })),
    ),
    dependencies: copies.flatMap((n) =>
      sample.dependencies.map((one) => ({ ...one, id: as(one.id, n), of: as(one.of, n), on: one.on.map((key) => as(key, n)) })),
    ),
  };
}

/** Puts a number into the marked field and waits until the marked figure is another one. Gives ms by the clock. */
const STEP = `(async (value) => {
  const [field, figure] = ['bench-field', 'bench-figure'].map((id) => document.getElementById(id));
  const before = figure.textContent;
  const shown = new Promise((done, fail) => {
    setTimeout(() => fail(new Error('no other figure came for ' + value + ' after ' + before)), 5000);
    const watcher = new MutationObserver(() => {
      if (figure.textContent === before) return;
      watcher.disconnect();
      done(performance.now());
    });
    watcher.observe(figure, { childList: true, characterData: true, subtree: true });
  });
  const from = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, String(value));
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return (await shown) - from;
})`;

/** The page itself, with the ninefold firm: from a number put into an assumption until both results stand there anew. */
async function changed(print: (line: string) => void, world: TestHouse, firm: Firm, browser: Browser): Promise<void> {
  const sample = (await firm.call('GET', `${firm.root}/inventory`)).body as Inventory;
  const whole = ninefold(sample);
  const file = new TextEncoder().encode(JSON.stringify(fileOf(whole)));
  const brought = await firm.call('POST', `${firm.root}/model/import?how=replace`, file);
  if (brought.status >= 300) throw new Error(`the ninefold firm was not taken: ${brought.text}`);
  for (const fail of [['serverraum-0'], Array.from({ length: 9 }, (_, n) => `serverraum-${n}`)]) {
    const change = JSON.stringify({ kind: 'response', span: 'PT1H' });
    const search = new URLSearchParams(fail.map((key): [string, string] => ['fail', key]));
    search.set('change', change);
    search.set('at', `${MONDAY}`);
    const { page, context } = await openPage(browser, `${world.url}/o/${firm.slug}/know/what-if?${search.toString()}`, {}, firm.cookie());
    const table = page.locator('table').filter({ hasText: 'Verfehlte Ziele' });
    await table
      .locator('tbody tr')
      .first()
      .locator('td')
      .last()
      .evaluate((element, id) => Object.assign(element, { id }), 'bench-figure');
    const row = page.locator('li').filter({ has: page.getByRole('button', { name: /^Änderung verwerfen/ }) });
    await row
      .locator('input')
      .first()
      .evaluate((element, id) => Object.assign(element, { id }), 'bench-field');
    // The page is whole when its map is drawn, once.
    await page.locator('.react-flow__node').first().waitFor();
    const spent = await threadOf(page, context);
    const [clock, own]: [number[], number[]] = [[], []];
    for (let step = 0; step < 40; step++) {
      const before = await spent();
      clock.push(await page.evaluate<number>(`${STEP}(${step % 2 === 0 ? 200 + 10 * step : 20 + step})`));
      own.push((await spent()) - before);
      // Every other change comes while the runs for the one before go on.
      await page.waitForTimeout(step % 2 === 0 ? 30 : 1000);
    }
    print(
      `a changed assumption in the browser, ${whole.nodes.length} nodes, ${fail.length} failed at once: ${told(clock)} (aim: p95 ≤ 100 ms)`,
    );
    print(`  of it script + style + layout of the page: ${told(own)}`);
    await context.close();
  }
}
