import { parseArgs } from 'node:util';
import type { Model } from '../know/model/model.ts';
import { type Analysis, analyse } from '../know/simulation/analyse.ts';
import type { Money } from '../know/simulation/result.ts';
import type { Command } from './command.ts';
import { modelFrom, REFUSED, Wrong } from './modelquestion.ts';

const RUNS = 10_000;
const cost = (amount: Money): string => (amount === null ? 'never returns' : `${amount} €`);
const list = (title: string, lines: readonly string[]): string[] => [
  '',
  title,
  ...(lines.length > 0 ? lines : ['none']).map((line) => `  ${line}`),
];

function forPeople(model: Model, analysis: Analysis): string {
  const names = new Map(model.nodes.map((node) => [node.id, node.name]));
  const name = (id: string | null) => (id === null ? 'nothing' : (names.get(id) ?? id));
  const all = (ids: readonly string[]) => ids.map(name).join(', ');
  return [
    ...list(
      'Single points of failure:',
      analysis.singlePoints.map((one) => `${name(one.node)} stops ${all(one.processes)} (${cost(one.cost)})`),
    ),
    ...list(
      'Pairs that stop a process only together:',
      analysis.pairs.map((one) => `${all(one.nodes)} stop ${all(one.processes)} (${cost(one.cost)})`),
    ),
    ...list(
      'Shared causes, and the part of the cost per hour that hangs on each:',
      analysis.causes.map((one) => `${name(one.cause)}: ${Math.round(one.share * 100)} %`),
    ),
    ...list('Circles that would never start again:', analysis.deadlocks.map(all)),
    ...list(
      'Worst single failure of each process:',
      analysis.rto.map((one) => `${name(one.process)}: ${name(one.worst)}${one.verdict === null ? '' : `, RTO ${one.verdict}`}`),
    ),
    ...list('Not asked yet what it depends on:', analysis.unknown.map(name)),
  ]
    .slice(1)
    .join('\n');
}

/** `krisenfest analyse`: the weak spots of a model. */
export const analyseCommand: Command = {
  name: 'analyse',
  summary: 'finds the weak spots of a model: single points, pairs, shared causes, circles',
  usage: `krisenfest analyse MODEL [--at LOCAL-TIME] [--seed N] [--json]

  --at LOCAL-TIME  when the failures start, like 2026-03-02T14:00; needed when the model has calendars
  --seed N         start of the random numbers (1)
  --json           one JSON document`,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { at: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) {
      io.err('analyse needs one model file: krisenfest analyse MODEL');
      return REFUSED;
    }
    const model = await modelFrom(io, file);
    if (!model) return REFUSED;
    const wrong = new Wrong();
    const request = { at: wrong.start(model, values.at), seed: wrong.seed(values.seed), runs: RUNS };
    if (wrong.lines.length > 0) {
      io.err(wrong.lines.join('\n'));
      return REFUSED;
    }
    const analysis = analyse(model, request);
    io.out(values.json ? JSON.stringify(analysis) : forPeople(model, analysis));
    return 0;
  },
};
