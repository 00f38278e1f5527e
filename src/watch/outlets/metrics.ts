import type { Instant } from '../../kernel/instant.ts';
import { ShownKind } from '../checks/checks.ts';
import type { Family } from './exposition.ts';

/** What is told of a check. `ms`: how long the last answer took. */
export type Measured = {
  readonly id: string;
  readonly name: string;
  readonly group: string | null;
  readonly kind: string;
  readonly shown: ShownKind;
  readonly lastAt: Instant | null;
  readonly last: { readonly outcome: string; readonly ms: number } | null;
};

/** Deliveries of alerts by their state. */
export type Queue = Readonly<Record<string, number>>;

const UP: readonly ShownKind[] = ['up', 'warning', 'suspect'];

/** What Prometheus learns. Unknown is not up and not down: such a check has no sample in `krisenfest_check_up`. */
export function metricsOf(checks: readonly Measured[], queue: Queue, version: string): Family[] {
  const labels = ({ id, name, group, kind }: Measured) => ({ id, check: name, group: group ?? '', kind });
  const count = (kind: ShownKind) => checks.filter(({ shown }) => shown === kind).length;
  return [
    { name: 'krisenfest_info', help: 'The version that runs.', type: 'gauge', samples: [{ labels: { version }, value: 1 }] },
    {
      name: 'krisenfest_checks',
      help: 'How many checks are in which state.',
      type: 'gauge',
      samples: ShownKind.options.map((state) => ({ labels: { state }, value: count(state) })),
    },
    {
      name: 'krisenfest_check_up',
      help: '1 while the target answers as it should, 0 while its outage is confirmed; no sample while that is not known.',
      type: 'gauge',
      samples: checks.flatMap((check) =>
        UP.includes(check.shown) || check.shown === 'down' ? [{ labels: labels(check), value: check.shown === 'down' ? 0 : 1 }] : [],
      ),
    },
    {
      name: 'krisenfest_check_state',
      help: '1 for the state that the check is in now.',
      type: 'gauge',
      samples: checks.map((check) => ({ labels: { ...labels(check), state: check.shown }, value: 1 })),
    },
    {
      name: 'krisenfest_check_duration_seconds',
      help: 'How long the last good answer took.',
      type: 'gauge',
      samples: checks.flatMap((check) =>
        check.last?.outcome === 'up' ? [{ labels: labels(check), value: Number((check.last.ms / 1000).toFixed(6)) }] : [],
      ),
    },
    {
      name: 'krisenfest_check_last_result_timestamp_seconds',
      help: 'When the last result came in, in seconds since 1970.',
      type: 'gauge',
      samples: checks.flatMap((check) => (check.lastAt === null ? [] : [{ labels: labels(check), value: check.lastAt / 1000 }])),
    },
    {
      name: 'krisenfest_alert_deliveries',
      help: 'Deliveries of alerts that are not finished, by state.',
      type: 'gauge',
      samples: Object.entries(queue).map(([state, value]) => ({ labels: { state }, value })),
    },
  ];
}
