import { z } from 'zod';
import { DAY, type Instant, instant } from '../../kernel/instant.ts';
import type { Model } from '../../know/model/model.ts';
import type { NodeState } from '../../know/simulation/honesty.ts';
import type { LiveFailure } from '../../know/simulation/impact.ts';
import { compile, itemsOf } from '../../know/simulation/network.ts';

const At = z.number().int().transform(instant);

/** What somebody said about the restore of a broken node, as in the live model: when it began, when it will be done. */
export const RestoreNote = z.object({
  startedAt: At.nullable(),
  expectedEnd: At.nullable(),
  note: z.string(),
  by: z.string(),
  at: At,
});
export type RestoreNote = z.infer<typeof RestoreNote>;

/** Something that is broken now: seen by a check, told by another watcher, or said by a person who opened an incident. */
export type Broken = {
  readonly nodeId: string;
  readonly name: string;
  readonly from: Instant;
  readonly seenBy: 'check' | 'signal' | 'person';
  readonly restore: RestoreNote | null;
};

export type Seen = { readonly nodeId: string; readonly name: string; readonly from: Instant };

/**
 * What is broken now, each once with its earliest start. A note about the restore counts only for the outage that was there when it was
 * written: what was said about an earlier one says nothing about this.
 */
export function brokenNow(
  bySaid: readonly Seen[],
  byChecks: readonly Seen[],
  notes: ReadonlyMap<string, RestoreNote>,
  model: Model,
  bySignals: readonly Seen[] = [],
): Broken[] {
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const all = new Map<string, Broken>();
  const put = ({ nodeId, name, from }: Seen, seenBy: Broken['seenBy']) => {
    const known = all.get(nodeId);
    const start = known && known.from < from ? known.from : from;
    all.set(nodeId, { nodeId, name: names.get(nodeId) ?? name, from: start, seenBy, restore: null });
  };
  for (const one of bySaid) put(one, 'person');
  for (const one of bySignals) put(one, 'signal');
  for (const one of byChecks) put(one, 'check');
  return [...all.values()]
    .map((one) => {
      const note = notes.get(one.nodeId);
      return note && note.at >= one.from ? { ...one, restore: note } : one;
    })
    .sort((a, b) => a.from - b.from);
}

/** What fails because we have switched it off ourselves: that asset, or with `nodeId` null everything that has a switch. */
export function failuresOfSwitchOffs(
  off: readonly { readonly nodeId: string | null; readonly since: Instant; readonly until: Instant | null }[],
  model: Model,
): LiveFailure[] {
  const switchable = model.nodes.filter(({ kind }) => !['process', 'cause', 'person', 'site'].includes(kind)).map(({ id }) => id);
  return off.flatMap(({ nodeId, since, until }) =>
    (nodeId === null ? switchable : [nodeId]).map((node) => ({ node, from: since, ...(until === null ? {} : { expectedEnd: until }) })),
  );
}

/** As the engine takes it (contracts/model.md, "Live"). */
export const failuresOf = (broken: readonly Broken[]): LiveFailure[] =>
  broken.map(({ nodeId, from, restore }) => ({
    node: nodeId,
    from,
    ...(restore?.startedAt ? { restoreStarted: restore.startedAt } : {}),
    ...(restore?.expectedEnd ? { expectedEnd: restore.expectedEnd } : {}),
  }));

/** What a process can go on with: a buffer, another of a group that works, a prepared move. Times in ms. */
export type StandIn =
  | { readonly kind: 'buffer'; readonly of: string; readonly without: string; readonly ms: number }
  | { readonly kind: 'other'; readonly of: string; readonly working: readonly string[] }
  | { readonly kind: 'move'; readonly of: string; readonly ms: number };

/** Everything that a node rests on to work, itself first. */
function under(net: ReturnType<typeof compile>, node: number): Set<number> {
  const reach = new Set([node]);
  for (const v of reach) for (const clause of itemsOf(net.run, v)) for (const member of itemsOf(net.members, clause)) reach.add(member);
  return reach;
}

/** A move that takes longer stands in for nothing. */
const LONGEST_MOVE = 14 * DAY;

/** What can stand in for what is broken under a process, nearest to the process first. */
export function standIns(model: Model, process: string, states: ReadonlyMap<string, NodeState>, broken: ReadonlySet<string>): StandIn[] {
  const net = compile(model);
  const start = net.indexOf.get(process);
  if (start === undefined) return [];
  const name = (id: string) => model.nodes[net.indexOf.get(id) ?? -1]?.name ?? id;
  const hit = (id: string) => states.get(id) === 'down' || states.get(id) === 'degraded';
  return [...under(net, start)].flatMap((v): StandIn[] => {
    const node = model.nodes[v];
    if (!node) return [];
    const move: StandIn[] =
      broken.has(node.id) && node.replace !== null && node.replace.likely <= LONGEST_MOVE
        ? [{ kind: 'move', of: node.name, ms: node.replace.likely }]
        : [];
    return itemsOf(net.run, v)
      .flatMap((clause): StandIn[] => {
        const one = model.dependencies[clause];
        if (!one?.on.some(hit)) return [];
        if (!one.group) return one.buffer > 0 ? [{ kind: 'buffer', of: node.name, without: name(one.on[0] ?? ''), ms: one.buffer }] : [];
        const working = one.on.filter((id) => !hit(id) && states.get(id) !== 'unknown');
        return working.length >= one.atLeast ? [{ kind: 'other', of: node.name, working: working.map(name) }] : [];
      })
      .concat(move);
  });
}

/** How many of the things under a process somebody looks at. Nothing looked at is not "fine" but unknown. */
export function coverageOf(
  model: Model,
  checked: ReadonlySet<string>,
): ReadonlyMap<string, { readonly checked: number; readonly of: number }> {
  const net = compile(model);
  return new Map(
    Array.from(net.processes, (v) => {
      const things = [...under(net, v)].flatMap((one) => {
        const node = model.nodes[one];
        return node && node.kind !== 'process' && node.kind !== 'cause' ? [node.id] : [];
      });
      return [model.nodes[v]?.id ?? '', { checked: things.filter((id) => checked.has(id)).length, of: things.length }] as const;
    }),
  );
}
