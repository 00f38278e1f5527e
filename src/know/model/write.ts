import { formatDuration } from '../../kernel/instant.ts';
import { type Calendar, type Dependency, type Estimate, FORMAT, type Model, type ModelNode } from './model.ts';

const estimate = (one: Estimate) => ({
  best: formatDuration(one.best),
  likely: formatDuration(one.likely),
  worst: formatDuration(one.worst),
  source: one.source,
});
const calendar = ({ tz, text }: Calendar) => ({ tz, open: [...text] });

function nodeFile(node: ModelNode): Record<string, unknown> {
  return {
    id: node.id,
    kind: node.kind,
    name: node.name,
    ...(node.causes.length > 0 ? { cause: [...node.causes] } : {}),
    ...(node.rto === null ? {} : { rto: formatDuration(node.rto) }),
    ...(node.mtpd === null ? {} : { mtpd: formatDuration(node.mtpd) }),
    ...(node.rpo === null ? {} : { rpo: formatDuration(node.rpo) }),
    ...(node.minimum === 1 ? {} : { minimum: node.minimum }),
    ...(node.costPerHour ? { costPerHour: { ...node.costPerHour } } : {}),
    ...(node.hours ? { hours: calendar(node.hours) } : {}),
    ...(node.restore ? { restore: estimate(node.restore) } : {}),
    ...(node.replace ? { replace: estimate(node.replace) } : {}),
    ...(node.rebuild ? { rebuild: estimate(node.rebuild) } : {}),
    ...(node.restart > 0 ? { restart: formatDuration(node.restart) } : {}),
    ...(node.restoredBy.length > 0 ? { restoredBy: [...node.restoredBy] } : {}),
    ...(node.backups.length > 0
      ? { backups: node.backups.map(({ every, needs }) => ({ every: formatDuration(every), needs: [...needs] })) }
      : {}),
    ...(node.asked ? {} : { asked: false }),
  };
}

const dependencyFile = (one: Dependency): Record<string, unknown> => ({
  of: one.of,
  ...(one.group ? { onAny: [...one.on], ...(one.atLeast === 1 ? {} : { atLeast: one.atLeast }) } : { on: one.on[0] }),
  ...(one.for === 'both' ? {} : { for: one.for }),
  ...(one.buffer > 0 ? { buffer: formatDuration(one.buffer) } : {}),
  ...(one.loss === 1 ? {} : { loss: one.loss }),
});

/** The model as the JSON of a `krisenfest-model@1` file; what stands at its default is left out. */
export function writeModel(model: Model): Record<string, unknown> {
  const { name, employees, hourlyRate } = model.company;
  return {
    format: FORMAT,
    company: {
      ...(name === '' ? {} : { name }),
      ...(employees === null ? {} : { employees }),
      ...(hourlyRate === null ? {} : { hourlyRate }),
    },
    ...(model.response > 0 ? { response: formatDuration(model.response) } : {}),
    teams: model.teams.map((team) => ({
      id: team.id,
      name: team.name,
      slots: team.slots,
      ...(team.hours ? { hours: calendar(team.hours) } : {}),
    })),
    nodes: model.nodes.map(nodeFile),
    dependencies: model.dependencies.map(dependencyFile),
  };
}
