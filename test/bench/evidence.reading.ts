/** Reads one file in a process of its own, so that its memory can be told: `node evidence.reading.ts KIND PATH`. Started by the bench. */
import { readInThread } from '../../src/know/evidence/desk.cases.ts';
import { Kind } from '../../src/know/evidence/evidence.ts';
import { MORNING } from '../world/evidence.ts';

const [kind, path = ''] = process.argv.slice(2);
const began = performance.now();
const outcome = await readInThread({ path, kind: Kind.parse(kind), zone: 'Europe/Berlin', now: (MORNING + 86_400) * 1000, own: [] }).done;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const said = outcome?.ok ? `${outcome.value.report.rows} rows, ${outcome.value.items.length} items` : JSON.stringify(outcome);
console.log(
  `${said}: ${((performance.now() - began) / 1000).toFixed(1)} s, CPU ${((userCPUTime + systemCPUTime) / 1e6).toFixed(1)} s, ` +
    `at most ${Math.round(maxRSS / 1024)} MB in the whole process`,
);
