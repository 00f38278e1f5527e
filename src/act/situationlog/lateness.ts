import { type Duration, duration, MINUTE } from '../../kernel/instant.ts';
import { atOf, type LogLine } from './entry.ts';

/** From here on an entry counts as added later (nachgetragen); below it is the time that writing takes. */
const LATE_AFTER = duration(5 * MINUTE);
/** A device clock this far ahead of the server is told. */
const AHEAD_AFTER = duration(2 * MINUTE);

/** What the three times of a line say: `null` means in time. */
export type Lateness = {
  /** Written this long after it happened. */
  readonly addedLate: Duration | null;
  /** Reached the log this long after it was written (a device without network). */
  readonly arrivedLate: Duration | null;
  /** The device's clock stood this far ahead of the server's. */
  readonly clockAhead: Duration | null;
};

const over = (ms: number, limit: Duration): Duration | null => (ms >= limit ? duration(ms) : null);

/** Derived from the times alone, so that an outsider comes to the same answer (docs/log-format.md). */
export function lateness({ receivedAt, header }: Pick<LogLine, 'receivedAt' | 'header'>): Lateness {
  const [occurred, written, received] = [atOf(header.occurredAt), atOf(header.writtenAt), atOf(receivedAt)];
  return {
    addedLate: over(written - occurred, LATE_AFTER),
    arrivedLate: over(received - written, LATE_AFTER),
    clockAhead: over(written - received, AHEAD_AFTER),
  };
}
