import type { Model } from '../model/model.ts';
import { Assessor, plainly } from './assess.ts';

/**
 * What is lost while something stays gone for good: no restore, no exit, every buffer run out. Gives, for the failed nodes, the share
 * of capacity (0 to 1) that each node has lost in the end; 0 for what the model does not have.
 */
export function lastingLoss(model: Model): (failed: readonly string[]) => (node: string) => number {
  const lasting = new Assessor(
    {
      ...model,
      nodes: model.nodes.map((node) => ({ ...node, restore: null, replace: null, hours: null })),
      teams: model.teams.map((team) => ({ ...team, hours: null })),
    },
    null,
  );
  return (failed) => {
    lasting.fail(plainly(failed.filter((node) => lasting.net.indexOf.has(node))));
    const lost = lasting.course.capacity.lost.slice();
    return (node) => lost[lasting.net.indexOf.get(node) ?? -1] ?? 0;
  };
}
