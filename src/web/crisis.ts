import { listIncidents } from '../act/incidents/incidents.contract.ts';
import type { Level } from '../act/incidents/incidents.ts';
import { type Instant, instant } from '../kernel/instant.ts';
import { useQueryOf } from './query.ts';

/** What the frame needs to know of an open incident. */
export type Crisis = {
  readonly title: string;
  /** Chosen after the alarm was raised; null until then. */
  readonly level: Level | null;
  readonly mode: 'actual' | 'exercise';
  readonly openedAt: Instant;
  /** The incident room, below `/o/:org/`. */
  readonly path: string;
};

/** The open incident that turns the frame: an actual one before an exercise, the oldest first. A proposal does not. */
export function useCrisis(): Crisis | undefined {
  const { data } = useQueryOf(listIncidents, { query: { state: 'current' } }, { topics: ['incident'] });
  const open = (data?.incidents ?? []).flatMap(({ id, title, mode, level, progress }): Crisis[] =>
    progress.state === 'open' ? [{ title, mode, level, openedAt: instant(progress.at), path: `act/incidents/${id}` }] : [],
  );
  const actual = open.filter(({ mode }) => mode === 'actual');
  return (actual.length > 0 ? actual : open).at(-1);
}
