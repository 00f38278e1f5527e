import { z } from 'zod';
import type { Fault } from '../../kernel/problem.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { parseModel } from '../model/parse.ts';
import { DependencyContents, type Inventory, NodeContents, TeamContents } from './inventory.ts';

const NodeFile = NodeContents.extend({ id: z.string(), asked: z.boolean().default(true), restart: NodeContents.shape.restart });
const DependencyFile = DependencyContents.omit({ on: true, any: true }).extend({
  on: z.string().optional(),
  onAny: z.array(z.string()).optional(),
});
const TeamFile = TeamContents.extend({ id: z.string() });

/** A point in the file that a schema names, as JSON pointer. */
const pointerOf = (root: string, path: readonly PropertyKey[]) => `${root}${path.map((step) => `/${String(step)}`).join('')}`;

function each<T>(list: unknown, place: string, shape: z.ZodType<T>, faults: Fault[]): T[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((value: unknown, n) => {
    const parsed = shape.safeParse(value);
    if (parsed.success) return [parsed.data];
    faults.push(...parsed.error.issues.map((issue) => ({ pointer: pointerOf(`${place}/${n}`, issue.path), message: issue.message })));
    return [];
  });
}

const Company = z
  .object({
    name: z.string().catch(''),
    employees: z.number().int().min(1).max(100_000).nullable().catch(null),
    hourlyRate: z.number().min(0).max(10_000).nullable().catch(null),
  })
  .catch({ name: '', employees: null, hourlyRate: null });

export type FileContents = Pick<Inventory, 'response' | 'teams' | 'nodes' | 'dependencies'> & { readonly company: z.infer<typeof Company> };

/** A model file as inventory; the ids of dependencies are their place in the file. Every fault with its JSON pointer. */
export function fromFile(json: unknown): Result<FileContents, Fault[]> {
  const model = parseModel(json);
  if (!model.ok) return model;
  const file = json as { company?: unknown; response?: string; teams?: unknown; nodes?: unknown; dependencies?: unknown };
  const faults: Fault[] = [];
  // The engine reads a plain duration or number as a whole estimate; the inventory keeps the three points.
  const nodes = each(file.nodes, '/nodes', z.preprocess(spelledOut, NodeFile), faults).map(({ id, ...node }) => ({ ...node, key: id }));
  const teams = each(file.teams, '/teams', z.preprocess(named, TeamFile), faults).map(({ id, ...team }) => ({ ...team, key: id }));
  const dependencies = each(file.dependencies, '/dependencies', DependencyFile, faults).map(({ on, onAny, ...rest }, n) => ({
    ...rest,
    id: String(n),
    on: onAny ?? (on === undefined ? [] : [on]),
    any: onAny !== undefined,
  }));
  if (faults.length > 0) return err(faults);
  return ok({ company: Company.parse(file.company ?? {}), response: file.response ?? null, teams, nodes, dependencies });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const named = (value: unknown): unknown => (isRecord(value) ? { ...value, name: value['name'] ?? value['id'] } : value);

function spelledOut(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const estimate = (one: unknown) => {
    if (typeof one === 'string') return { best: one, likely: one, worst: one, source: 'guess' };
    return isRecord(one) ? { best: one['likely'], worst: one['likely'], source: 'guess', ...one } : one;
  };
  const cost = value['costPerHour'];
  const money =
    typeof cost === 'number'
      ? { low: cost, likely: cost, high: cost }
      : isRecord(cost)
        ? { low: cost['likely'], high: cost['likely'], ...cost }
        : cost;
  const out: Record<string, unknown> = { ...value, name: value['name'] ?? value['id'] };
  for (const field of ['restore', 'replace', 'rebuild']) if (value[field] !== undefined) out[field] = estimate(value[field]);
  if (money !== undefined) out['costPerHour'] = money;
  return out;
}
