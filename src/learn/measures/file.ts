import { z } from 'zod';
import type { Fault } from '../../kernel/problem.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { Source } from '../../know/inventory/inventory.ts';
import type { Model } from '../../know/model/model.ts';
import { parseMeasures } from '../../know/simulation/measures.parse.ts';
import { isOpen, type Measure, MeasureContents } from './measures.ts';
import { ExpectedScenario } from './scenarios.ts';

/** Measures and scenarios as the file of `krisenfest measures`; what only people read stands in fields the engine leaves alone. */
export const fileOfMeasures = (measures: readonly Measure[], scenarios: readonly ExpectedScenario[]) => ({
  measures: measures
    .filter(isOpen)
    .map(({ id, progress, createdAt: _createdAt, updatedAt: _updatedAt, ...contents }) => ({ id, ...contents, state: progress.state })),
  scenarios: scenarios.map(({ for: span, ...rest }) => ({ ...rest, ...(span === null ? {} : { for: span }) })),
});

const MeasureEntry = z.looseObject({ id: z.string().max(200) });
const ScenarioEntry = z.looseObject({
  id: z.string().optional(),
  name: z.string().optional(),
  fail: z.array(z.string()),
  for: z.string().optional(),
  perYear: z.number(),
  source: Source.default('guess'),
});
const File = z.object({ measures: z.array(MeasureEntry), scenarios: z.array(ScenarioEntry) });

export type ReadMeasures = {
  readonly measures: readonly { readonly fileId: string; readonly contents: MeasureContents }[];
  readonly scenarios: readonly ExpectedScenario[];
};

const faultsOf = (error: z.ZodError, place: string): Fault[] =>
  error.issues.map(({ path, message }) => ({ pointer: `${place}${path.map((step) => `/${String(step)}`).join('')}`, message }));

/** Reads a measures file against the model: every fault with its place, or what is in it. A measure without a title is called by its id. */
export function readMeasureFile(json: unknown, model: Model): Result<ReadMeasures, Fault[]> {
  const sound = parseMeasures(json, model);
  if (!sound.ok) return sound;
  const file = File.safeParse(json);
  if (!file.success) return err(faultsOf(file.error, ''));
  const faults: Fault[] = [];
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const measures = file.data.measures.flatMap((entry, n) => {
    const contents = MeasureContents.safeParse({ title: entry.id, ...entry });
    if (contents.success) return [{ fileId: entry.id, contents: contents.data }];
    faults.push(...faultsOf(contents.error, `/measures/${n}`));
    return [];
  });
  const scenarios = file.data.scenarios.flatMap((entry, n) => {
    const name =
      entry.name ??
      entry.fail
        .map((id) => names.get(id) ?? id)
        .join(', ')
        .slice(0, 200);
    const scenario = ExpectedScenario.safeParse({ ...entry, id: entry.id ?? `file:${n}`, name, for: entry.for ?? null });
    if (scenario.success) return [scenario.data];
    faults.push(...faultsOf(scenario.error, `/scenarios/${n}`));
    return [];
  });
  return faults.length > 0 ? err(faults) : ok({ measures, scenarios });
}
