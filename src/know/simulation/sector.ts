import { HOUR } from '../../kernel/instant.ts';
import { type Model, type ModelNode } from '../model/model.ts';
import { ALWAYS, Course } from './course.ts';
import { compile } from './network.ts';
import { layOut } from './outages.ts';
import { brokenBy } from './scenario.ts';

/** What several firms have in common: a provider (of the catalogue, or by its name), or the law that reaches providers. */
export type SharedCause = { readonly kind: 'provider' | 'jurisdiction'; readonly key: string; readonly name: string };

/** One firm: its model, and for nodes that stand for something shared, for what. */
export type SectorFirm = { readonly model: Model; readonly shared: ReadonlyMap<string, readonly SharedCause[]> };

/** What one firm loses while a shared cause is gone. Euro per hour; `stopsAfter` in ms, null = no process stops. */
export type FirmLoss = {
  readonly firm: number;
  readonly stopsAfter: number | null;
  readonly costPerHour: { readonly low: number; readonly likely: number; readonly high: number };
};
export type CauseLoss = { readonly cause: SharedCause; readonly firms: readonly FirmLoss[] };

/** A node without any way back: the question is what is lost while the cause stays away. */
const lasting = (node: ModelNode, prefix: string): ModelNode => ({
  ...node,
  id: prefix + node.id,
  causes: node.causes.map((id) => prefix + id),
  restore: null,
  replace: null,
  rebuild: null,
  restart: node.restart,
  restoredBy: [],
  backups: [],
  hours: null,
});

/** All firms as one model: no firm's node depends on another's. */
function joined(firms: readonly SectorFirm[]): Model {
  const prefix = (n: number) => `${n}/`;
  return {
    company: { name: '', employees: null, hourlyRate: null },
    response: firms[0]?.model.response ?? (0 as Model['response']),
    teams: [],
    nodes: firms.flatMap(({ model }, n) => model.nodes.map((node) => lasting(node, prefix(n)))),
    dependencies: firms.flatMap(({ model }, n) =>
      model.dependencies.map((one) => ({ ...one, of: prefix(n) + one.of, on: one.on.map((id) => prefix(n) + id) })),
    ),
  };
}

/**
 * Lets each shared cause fail in all firms at once, on one network of flat arrays, and says what each firm loses while it stays away:
 * no restore, no way out, buffers as they are. Firms that do not feel it are left out.
 */
export function sectorLosses(firms: readonly SectorFirm[]): CauseLoss[] {
  const model = joined(firms);
  const net = compile(model);
  const course = new Course(net);
  const firmOf = new Int32Array(net.size);
  const causes = new Map<string, { readonly cause: SharedCause; readonly nodes: number[] }>();
  let at = 0;
  firms.forEach((firm, n) => {
    for (const node of firm.model.nodes) {
      firmOf[at] = n;
      for (const cause of firm.shared.get(node.id) ?? []) {
        const known = causes.get(cause.key);
        if (known) known.nodes.push(at);
        else causes.set(cause.key, { cause, nodes: [at] });
      }
      at++;
    }
  });
  return [...causes.values()].map(({ cause, nodes }): CauseLoss => {
    const outages = layOut(
      net,
      brokenBy(net, nodes).map((node) => ({ node, from: 0, way: { kind: 'never' } as const })),
    );
    const stops = new Map<number, number>();
    course.run(outages, outages.ms, { kind: 'free' }, ALWAYS, (now, { lost }) => {
      for (const v of net.processes) {
        const firm = firmOf[v] ?? 0;
        if (lost[v] === 1 && !stops.has(firm)) stops.set(firm, now);
      }
    });
    const losses = new Map<number, { low: number; likely: number; high: number }>();
    for (const v of net.processes) {
      const lost = course.capacity.lost[v] ?? 0;
      if (lost === 0) continue;
      const rate = model.nodes[v]?.costPerHour ?? { low: 0, likely: 0, high: 0 };
      const firm = firmOf[v] ?? 0;
      const sum = losses.get(firm) ?? { low: 0, likely: 0, high: 0 };
      losses.set(firm, { low: sum.low + rate.low * lost, likely: sum.likely + rate.likely * lost, high: sum.high + rate.high * lost });
    }
    return {
      cause,
      firms: [...losses].map(([firm, costPerHour]) => ({ firm, stopsAfter: stops.get(firm) ?? null, costPerHour })),
    };
  });
}

/** Fewer firms than this are never shown as a number: one's own could be taken away from it. */
export const SMALLEST_GROUP = 3;
/** No single firm may make up more than this of a sum that is shown (dominance rule of official statistics). */
const MOST_OF_ONE = 0.75;

/** What may be shown of a shared cause. Counts below the smallest group are null; `costPerHour` too where one firm stands for most of it. */
export type SectorCause = {
  readonly cause: SharedCause;
  readonly firms: number;
  readonly stopWithin4h: number | null;
  readonly stopWithinDay: number | null;
  readonly stopEver: number | null;
  readonly costPerHour: { readonly low: number; readonly likely: number; readonly high: number } | null;
};

/** Two figures, so that from two reports the difference of one firm cannot be read. */
const rough = (amount: number): number => Number(amount.toPrecision(2));
const group = (count: number): number | null => (count >= SMALLEST_GROUP ? count : count === 0 ? 0 : null);

/** The losses without any firm in them: only causes that hit a group of firms, as counts and rounded sums; the most firms first. */
export function disclosed(losses: readonly CauseLoss[]): SectorCause[] {
  return losses
    .filter(({ firms }) => firms.length >= SMALLEST_GROUP)
    .map(({ cause, firms }): SectorCause => {
      const within = (ms: number) => group(firms.filter(({ stopsAfter }) => stopsAfter !== null && stopsAfter <= ms).length);
      const sum = (part: 'low' | 'likely' | 'high') => firms.reduce((total, { costPerHour }) => total + costPerHour[part], 0);
      const largest = Math.max(...firms.map(({ costPerHour }) => costPerHour.high));
      const hidden = largest > MOST_OF_ONE * sum('high');
      return {
        cause,
        firms: firms.length,
        stopWithin4h: within(4 * HOUR),
        stopWithinDay: within(24 * HOUR),
        stopEver: within(Number.POSITIVE_INFINITY),
        costPerHour: hidden ? null : { low: rough(sum('low')), likely: rough(sum('likely')), high: rough(sum('high')) },
      };
    })
    .sort((a, b) => b.firms - a.firms || (b.costPerHour?.likely ?? 0) - (a.costPerHour?.likely ?? 0));
}
