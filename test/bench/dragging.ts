import { modelFrom } from '../../src/know/inventory/checked.ts';
import type { Inventory } from '../../src/know/inventory/inventory.ts';
import { likelyAnswer } from '../../src/know/simulation/answer.ts';
import { withAssumptions } from '../../src/know/simulation/assumption.ts';
import { NO_QUESTION, requestOf } from '../../src/know/simulation/question.ts';
import { STEPS } from '../../src/know/simulation/scale.ts';
import { browserMissing, openPage, startBrowser } from '../world/browser.ts';
import { startHouse } from '../world/house.ts';

const MONDAY = Date.UTC(2026, 10, 30, 7);
const at = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
const told = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return `p50 ${at(sorted, 0.5).toFixed(1)} ms, p95 ${at(sorted, 0.95).toFixed(1)} ms, max ${(sorted.at(-1) ?? 0).toFixed(1)} ms over ${sorted.length} steps`;
};

/** What a step of the clock costs on the simulator page, and how soon a changed assumption is answered. Aims: 12 ms (p95), 100 ms. */
export async function dragging(print: (line: string) => void): Promise<void> {
  const world = await startHouse({ engine: false });
  try {
    const firm = await world.setUp('Musterbau GmbH');
    await firm.call('POST', `${firm.root}/sample`);
    const sample = (await firm.call('GET', `${firm.root}/inventory`)).body as Inventory;
    changed(print, sample);
    if (browserMissing) return print(`dragging: ${browserMissing}`);
    const browser = await startBrowser();
    const tab = await openPage(browser, `${world.url}/o/${firm.slug}/know/what-if?fail=serverraum&t=0&at=${MONDAY}`, {}, firm.cookie());
    await tab.page.locator('.react-flow__node').first().waitFor();
    await tab.page.getByText(/^8 von 10:/).waitFor();
    const devtools = await tab.context.newCDPSession(tab.page);
    await devtools.send('Performance.enable');
    const spent = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
      return 1000 * (of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration'));
    };
    await tab.page.locator('#what-if-clock').focus();
    const steps: number[] = [];
    for (let step = 0; step < STEPS; step++) {
      const before = await spent();
      await tab.page.keyboard.press('ArrowRight');
      await tab.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      steps.push((await spent()) - before);
    }
    print(`a step of the clock, ${sample.nodes.length} nodes, script + style + layout: ${told(steps)} (aim: p95 ≤ 12 ms)`);
    await browser.close();
  } finally {
    await world.close();
  }
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

function changed(print: (line: string) => void, sample: Inventory): void {
  const whole = ninefold(sample);
  const times = Array.from({ length: 20 }, (_, run) => {
    const from = performance.now();
    const likely = `PT${run + 1}H`;
    const { inventory } = withAssumptions(whole, [{ kind: 'time', node: 'erp-0', field: 'restore', likely }]);
    const model = modelFrom(inventory);
    if (!model.ok) throw new Error('the ninefold firm is no valid model');
    likelyAnswer(model.value, requestOf({ ...NO_QUESTION, fail: ['serverraum-0'], at: MONDAY }, model.value, MONDAY));
    return performance.now() - from;
  });
  print(`a changed assumption until the likely answer, ${whole.nodes.length} nodes: ${told(times)} (aim: 100 ms)`);
}
