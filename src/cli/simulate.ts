import { parseArgs } from 'node:util';
import type { Model } from '../know/model/model.ts';
import { NO_FAILURE, type SimulationRequest, type SimulationResult, simulate } from '../know/simulation/simulate.ts';
import type { Command } from './command.ts';
import { modelFrom, REFUSED, Wrong } from './modelquestion.ts';

const text = { type: 'string' } as const;

type Values = Readonly<Partial<Record<'fail' | 'for' | 'at' | 'hold' | 'dwell' | 'seed', string>>> & { readonly malicious?: boolean };

function requestFrom(model: Model, values: Values, wrong: Wrong): SimulationRequest {
  const fail = (values.fail ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (fail.length === 0) wrong.lines.push('--fail: name what fails, as ids with commas between');
  const ids = new Set(model.nodes.map((node) => node.id));
  for (const id of fail) if (!ids.has(id)) wrong.lines.push(`--fail: there is no node "${id}"`);
  const malicious = values.malicious === true;
  for (const name of ['hold', 'dwell'] as const)
    if (values[name] !== undefined && !malicious) wrong.lines.push(`--${name} belongs to --malicious`);
  return {
    ...NO_FAILURE,
    fail,
    forMs: wrong.duration('for', values.for),
    malicious,
    holdMs: wrong.duration('hold', values.hold),
    dwellMs: wrong.duration('dwell', values.dwell),
    seed: wrong.seed(values.seed),
    at: wrong.start(model, values.at),
  };
}

const said = (value: string | number | null): string => (value === null ? 'never' : String(value));

function forPeople(model: Model, result: SimulationResult): string {
  const name = (id: string) => model.nodes.find((node) => node.id === id)?.name ?? id;
  const lines = [`Over the whole run: ${result.state}.`, ''];
  for (const [id, process] of Object.entries(result.processes)) {
    const target = (label: string, verdict: string | null) => (verdict === null ? '' : `, ${label} ${verdict}`);
    lines.push(
      process.state === 'up'
        ? `${name(id)}: not affected`
        : `${name(id)}: ${process.state} from ${said(process.downFrom)}, back at ${said(process.recovered.planned)} (in 8 of 10 cases by ${said(process.recovered.p80)})${target('RTO', process.rto)}${target('MTPD', process.mtpd)}${target('RPO', process.rpo)}, cost ${said(process.cost.likely)} €`,
    );
  }
  if (result.restores.length > 0)
    lines.push(
      '',
      `Restores (${result.schedule}):`,
      ...result.restores.map((one) => `  ${said(one.start)} – ${said(one.end)}  ${name(one.node)}`),
    );
  for (const circle of result.deadlocks)
    lines.push('', `Deadlock: ${circle.map(name).join(', ')} wait for each other. None of them can come back.`);
  lines.push(
    '',
    `Cost: ${said(result.cost.likely)} € (9 of 10 runs above ${said(result.cost.p10)} €, 9 of 10 below ${said(result.cost.p90)} €)`,
  );
  return lines.join('\n');
}

export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'What stops when something fails, when, for how long and at what cost.',
  usage: `krisenfest simulate MODEL --fail ID[,ID…] [--for DURATION] [--at LOCAL-TIME] [--malicious [--hold DURATION] [--dwell DURATION]]
                    [--seed N] [--json]`,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        fail: text,
        for: text,
        at: text,
        malicious: { type: 'boolean' },
        hold: text,
        dwell: text,
        seed: text,
        json: { type: 'boolean' },
      },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) {
      io.err('simulate needs one model file: krisenfest simulate MODEL --fail ID');
      return REFUSED;
    }
    const model = await modelFrom(io, file);
    if (!model) return REFUSED;
    const wrong = new Wrong();
    const request = requestFrom(model, values, wrong);
    if (wrong.lines.length > 0) {
      io.err(wrong.lines.join('\n'));
      return REFUSED;
    }
    const result = simulate(model, request);
    io.out(values.json ? JSON.stringify(result) : forPeople(model, result));
    return 0;
  },
};
