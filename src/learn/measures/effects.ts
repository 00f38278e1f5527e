import { parseDuration } from '../../kernel/instant.ts';
import type { Model } from '../../know/model/model.ts';
import { Assessor, plainly } from '../../know/simulation/assess.ts';
import type { ExpectedScenario } from './scenarios.ts';

/** An outage of one process: from when to when it is below emergency operation, in ms from the failure; Infinity = never back, 0 to 0 = none. */
export type Spell = { readonly from: number; readonly until: number };
export type ProcessEffect = { readonly id: string; readonly name: string; readonly before: Spell; readonly after: Spell };
/** What a measure changes in one scenario. Likely costs of one occurrence in euro; Infinity = without end. */
export type Effect = {
  readonly scenario: string;
  readonly perYear: number;
  readonly before: number;
  readonly after: number;
  readonly processes: readonly ProcessEffect[];
};

const spellOf = (assessor: Assessor, v: number): Spell => {
  const until = assessor.course.recovered[v] ?? 0;
  return until === 0 ? { from: 0, until: 0 } : { from: assessor.course.downFrom[v] ?? 0, until };
};

/** The scenarios in which the changed model goes another way, the dearest difference a year first; by the planned course with likely times. */
export function effectsOf(model: Model, changed: Model, scenarios: readonly ExpectedScenario[], at: number | null): Effect[] {
  const without = new Assessor(model, at);
  const withIt = new Assessor(changed, at);
  const worth = ({ before, after, perYear }: Effect) => (before === after ? 0 : (before - after) * perYear);
  return scenarios
    .map(({ name, fail, for: span, perYear }): Effect => {
      const scenario = plainly(fail, span === null ? null : (parseDuration(span) ?? null));
      without.fail(scenario);
      withIt.fail(scenario);
      const sum = (assessor: Assessor) => assessor.costs().reduce((total, one) => total + one, 0);
      const processes = Array.from(without.net.processes).flatMap((v): ProcessEffect[] => {
        const node = model.nodes[v];
        const then = withIt.net.indexOf.get(node?.id ?? '');
        if (!node || then === undefined) return [];
        const [before, after] = [spellOf(without, v), spellOf(withIt, then)];
        return before.from === after.from && before.until === after.until ? [] : [{ id: node.id, name: node.name, before, after }];
      });
      return { scenario: name, perYear, before: sum(without), after: sum(withIt), processes };
    })
    .filter(({ before, after, processes }) => before !== after || processes.length > 0)
    .sort((a, b) => worth(b) - worth(a));
}
