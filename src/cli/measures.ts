import { parseArgs } from 'node:util';
import { parseJson } from '../kernel/parsejson.ts';
import { err } from '../kernel/result.ts';
import { parseMeasures } from '../know/simulation/measures.parse.ts';
import { type Avoided, type MeasureReport, weighMeasures } from '../know/simulation/measures.ts';
import type { Command } from './command.ts';
import { modelFrom, REFUSED, sayFaults, Wrong } from './modelquestion.ts';

const RUNS = 10_000;

const avoided = ({ likely, p50, p90 }: Avoided): string =>
  likely === null
    ? 'avoids a standstill without end'
    : `avoids ${likely} € a year (half of the runs above ${p50 ?? 'any sum'} €, one in ten above ${p90 ?? 'any sum'} €)`;
const worth = (perEuro: number | null): string => (perEuro === null ? '' : `, ${perEuro.toFixed(2)} € per euro`);

function forPeople(report: MeasureReport): string {
  const lines = report.measures.map((one) => `${one.id}: ${avoided(one.avoided)}, ${one.targetsSaved} targets saved${worth(one.perEuro)}`);
  const pairs = report.pairs.map((one) => `${one.ids.join(' + ')}: ${avoided(one.avoided)}${worth(one.perEuro)}`);
  return [...lines, ...(pairs.length > 0 ? ['', 'Worth more together than alone:', ...pairs] : [])].join('\n');
}

/** `krisenfest measures`: what each measure avoids, and which belong together. */
export const measuresCommand: Command = {
  name: 'measures',
  summary: 'weighs measures: what each avoids per year and euro, and which pairs belong together',
  usage: `krisenfest measures MODEL MEASURES [--at LOCAL-TIME] [--seed N] [--json]

  --at LOCAL-TIME  when the failures start, like 2026-03-02T14:00; needed when the model has calendars
  --seed N         start of the random numbers (1)
  --json           one JSON document`,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { at: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
    });
    const [modelFile, measuresFile, ...more] = positionals;
    if (modelFile === undefined || measuresFile === undefined || more.length > 0) {
      io.err('measures needs a model and a measures file: krisenfest measures MODEL MEASURES');
      return REFUSED;
    }
    const model = await modelFrom(io, modelFile);
    if (!model) return REFUSED;
    const json = parseJson(await io.readText(measuresFile));
    const file = json.ok ? parseMeasures(json.value, model) : err([json.error]);
    if (!file.ok) {
      sayFaults(io, file.error);
      return REFUSED;
    }
    const wrong = new Wrong();
    const request = { at: wrong.start(model, values.at), seed: wrong.seed(values.seed), runs: RUNS };
    if (wrong.lines.length > 0) {
      io.err(wrong.lines.join('\n'));
      return REFUSED;
    }
    const report = weighMeasures(model, file.value, request);
    io.out(values.json ? JSON.stringify(report) : forPeople(report));
    return 0;
  },
};
