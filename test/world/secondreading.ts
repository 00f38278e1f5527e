import assert from 'node:assert/strict';
import type { Dependency } from '../../src/know/model/model.ts';
import type { Case } from './anymodel.ts';
import { BruteForce, type Outcome } from './bruteforce.ts';

/** What follows from a course of events, read once more from contracts/model.md: states, chains, lost work, circles. */
const NEVER = Number.POSITIVE_INFINITY;

/** The worst state of each node over the run, in file order. */
export function statesOf({ model }: Pick<Case, 'model'>, { hours }: Outcome): string[] {
  const index = new Map(model.nodes.map(({ id }, v) => [id, v]));
  const everUnknown = new Set<string>();
  for (const { capacity } of hours) {
    const unknown = new Set(
      model.nodes.filter(({ id, asked }) => !asked && !model.dependencies.some(({ of }) => of === id)).map(({ id }) => id),
    );
    for (let before = -1; before < unknown.size; ) {
      before = unknown.size;
      for (const { of, on, group, atLeast, for: purpose } of model.dependencies) {
        if (purpose === 'recovery' || !on.some((id) => unknown.has(id))) continue;
        const sure = on.filter((id) => !unknown.has(id) && (!group || (capacity[index.get(id) ?? -1] ?? 0) > 0)).length;
        if (sure < atLeast) unknown.add(of);
      }
    }
    for (const id of unknown) everUnknown.add(id);
  }
  return model.nodes.map(({ id }, v) => {
    const least = Math.min(...hours.map(({ capacity }) => capacity[v] ?? 1));
    if (least === 0) return 'down';
    return least < 1 ? 'degraded' : everUnknown.has(id) ? 'unknown' : 'up';
  });
}

/** A chain must lead from its node over what took capacity from it to something broken, and none may be shorter. */
export function assertShortest(one: Case, { hours }: Outcome, node: string, chain: readonly string[]): void {
  const { model } = one;
  const { all } = new BruteForce(one);
  const index = new Map(model.nodes.map(({ id }, v) => [id, v]));
  const least = (id: string) => Math.min(...hours.map(({ capacity }) => capacity[index.get(id) ?? -1] ?? 1));
  const below = (id: string): string[] =>
    model.dependencies.flatMap(({ of, on, group }, g) =>
      of === id && hours.some(({ took }) => took[g]) ? on.filter((member) => (group ? least(member) === 0 : least(member) < 1)) : [],
    );
  if (least(node) === 1) {
    assert.deepEqual(chain, []);
    return;
  }
  assert.equal(chain[0], node);
  assert.ok(all.has(chain.at(-1) ?? ''), `${chain.join(' ')} ends in nothing broken`);
  chain.forEach((id, n) => {
    const next = chain[n + 1];
    if (next !== undefined) assert.ok(below(id).includes(next), `${id} does not lead to ${next}`);
  });
  let reach = new Set([node]);
  let steps = 1;
  for (; ![...reach].some((id) => all.has(id)); steps++) reach = new Set([...reach].flatMap(below));
  assert.equal(chain.length, steps);
}

/** What becomes of the work of each process, in file order. */
export function lostWork(one: Case): (string | null)[] {
  const { model, malicious, dwellMs } = one;
  const force = new BruteForce(one);
  return model.nodes
    .filter(({ kind }) => kind === 'process')
    .map((process) => {
      if (process.rpo === null) return null;
      const closure = new Set([process.id]);
      for (const id of closure)
        for (const { of, on, for: purpose } of model.dependencies)
          if (of === id && purpose !== 'recovery') for (const member of on) closure.add(member);
      const nodes = model.nodes.filter(({ id }) => closure.has(id) && force.all.has(id));
      const ages = nodes.map((node) => {
        const reachable = node.backups.filter(({ needs }) => !needs.some((id) => force.all.has(id))).map(({ every }) => every);
        return { node, age: Math.min(NEVER, ...reachable) + (malicious ? (dwellMs ?? 0) : 0) };
      });
      if (ages.some(({ node, age }) => age === NEVER && (node.kind === 'system' || node.kind === 'data'))) return 'lost';
      const counted = ages.filter(({ node, age }) => age < NEVER && force.restoreOf(node.id) !== null).map(({ age }) => age);
      return Math.max(0, ...counted) > process.rpo ? 'fails' : 'holds';
    });
}

/** What each node that stands at the end waits for: `atLeast` of `on`. */
type Wait = { readonly on: readonly string[]; readonly atLeast: number };

function waitsOf(one: Case, { hours, broken }: Outcome): Map<string, Wait[]> {
  const { model } = one;
  const force = new BruteForce(one);
  const end = hours.at(-1);
  const waits = new Map<string, Wait[]>();
  model.nodes.forEach((node, v) => {
    const { id } = node;
    const own = (purpose: Dependency['for']) => (dependency: Dependency, g: number) =>
      dependency.of === id && dependency.for !== purpose
        ? [{ on: dependency.on, atLeast: dependency.atLeast, g, loss: dependency.loss }]
        : [];
    if (broken.has(id)) {
      const way = force.way(id);
      const causes = way === 'restore' || way === 'causes' ? node.causes.filter((cause) => broken.has(cause)) : [];
      const recovery =
        way === 'restore' || way === 'replace' ? model.dependencies.flatMap(own('run')).filter(({ g }) => !end?.enough[g]) : [];
      waits.set(id, [...causes.map((cause) => ({ on: [cause], atLeast: 1 })), ...recovery]);
    } else if ((end?.capacity[v] ?? 1) === 0)
      waits.set(
        id,
        model.dependencies
          .flatMap(own('recovery'))
          .filter(
            ({ on, g, loss, atLeast }) =>
              end?.took[g] && loss === 1 && (atLeast > 1 || on.length > 1 || (end.capacity[force.ids.indexOf(on[0] ?? '')] ?? 1) === 0),
          ),
      );
  });
  return waits;
}

/** Circles must be closed in themselves, for good, and together with what nothing restores explain all that never returns. */
export function assertCircles(one: Case, outcome: Outcome, circles: readonly (readonly string[])[]): void {
  const force = new BruteForce(one);
  const waits = waitsOf(one, outcome);
  const place = (id: string) => force.ids.indexOf(id);
  for (const circle of circles) {
    assert.deepEqual(
      circle,
      circle.toSorted((a, b) => place(a) - place(b)),
    );
    assert.ok(
      circle.some((id) => outcome.broken.has(id)),
      'nothing in the circle is broken',
    );
    /** Within the circle: over what cannot be had without it. */
    const inside = (id: string) =>
      (waits.get(id) ?? []).flatMap(({ on, atLeast }) =>
        on.filter((member) => !circle.includes(member)).length < atLeast ? on.filter((member) => circle.includes(member)) : [],
      );
    for (const from of circle) {
      assert.equal(outcome.upAt[place(from)], NEVER);
      const reached = new Set(inside(from));
      for (const id of reached) for (const next of inside(id)) reached.add(next);
      assert.ok(
        circle.every((id) => reached.has(id)),
        `${from} does not wait for all of ${circle.join(' ')}`,
      );
    }
  }
  /** Circles of single dependencies and causes must all be there. */
  const single = (id: string) => (waits.get(id) ?? []).flatMap(({ on, atLeast }) => (on.length === 1 && atLeast === 1 ? on : []));
  for (const id of waits.keys()) {
    const reached = new Set(single(id));
    for (const next of reached) for (const more of single(next)) reached.add(more);
    const back = new Set([id]);
    for (const other of reached) {
      const fromThere = new Set(single(other));
      for (const next of fromThere) for (const more of single(next)) fromThere.add(more);
      if (fromThere.has(id)) back.add(other);
    }
    if (reached.has(id) && [...back].some((member) => outcome.broken.has(member)))
      assert.ok(
        circles.some((circle) => [...back].every((member) => circle.includes(member))),
        `no circle for ${[...back].join(' ')}`,
      );
  }
  const explained = new Set(circles.flat());
  for (const id of outcome.broken) if (force.way(id) === 'never') explained.add(id);
  for (let before = -1; before < explained.size; ) {
    before = explained.size;
    for (const [id, all] of waits)
      if (
        all.some(
          ({ on, atLeast }) =>
            on.filter((member) => !explained.has(member) && !isStuck(member)).length < atLeast &&
            on.some((member) => explained.has(member)),
        )
      )
        explained.add(id);
  }
  function isStuck(id: string): boolean {
    return waits.has(id);
  }
  for (const id of waits.keys()) assert.ok(explained.has(id), `${id} never returns, and nothing says why`);
}
