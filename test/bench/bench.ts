/**
 * `npm run bench`: prints every figure that docs/measurements.md claims, with the machine, the method and the anchor's figure.
 * An argument chooses by name. Never fails on time.
 */
import { cpus, totalmem } from 'node:os';
import { alerting } from './alerting.ts';
import { checksBench } from './checks.ts';
import { dragging } from './dragging.ts';
import { evidence } from './evidence.ts';
import { historyBench } from './history.ts';
import { log } from './log.ts';
import { scanBench } from './scan.ts';
import { simulation } from './simulation.ts';
import { startBench } from './start.ts';

const print = (line: string) => console.log(line);
const benches: Readonly<Record<string, () => Promise<void>>> = {
  log: () => log(print),
  alerting: () => alerting(print),
  simulation: () => simulation(print),
  dragging: () => dragging(print),
  evidence: () => evidence(print),
  checks: () => checksBench(print),
  history: () => historyBench(print),
  scan: () => scanBench(print),
  start: () => startBench(print),
};

console.log(
  `${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'} · ${Math.round(totalmem() / 2 ** 30)} GiB · Node ${process.version}`,
);
const [chosen] = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (chosen !== undefined && chosen !== name) continue;
  console.log(`\n── ${name}`);
  await bench();
}
