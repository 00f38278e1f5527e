import { formatDuration, HOUR, MINUTE } from '../../kernel/instant.ts';
import type { Answers } from './answers.ts';

/** Own estimates, in milliseconds: until somebody notices, until the right people know, until they begin. Unasked and unknown = `usual`. */
const NOTICE = { always: 15 * MINUTE, hours: 2 * HOUR, no: 4 * HOUR, usual: 30 * MINUTE };
const REACH = { tried: 10 * MINUTE, paper: 20 * MINUTE, no: 2 * HOUR, usual: 15 * MINUTE };
const BEGIN = { tried: 5 * MINUTE, written: 15 * MINUTE, no: HOUR, usual: 15 * MINUTE };
/** Where nobody repairs by duty, somebody has to be found first. */
const FIND_HANDS = 24 * HOUR;

const spanOf = <K extends string>(table: Readonly<Record<K | 'usual', number>>, answer: K | 'unknown' | null): number =>
  answer === null || answer === 'unknown' ? table.usual : table[answer];

/** How long it takes before any restore starts, from what was said on monitoring, reaching people, and knowing what to do. ISO 8601. */
export const responseFrom = ({ watch, reach, ready, hands }: Answers): string =>
  formatDuration(spanOf(NOTICE, watch) + spanOf(REACH, reach) + spanOf(BEGIN, ready) + (hands === 'nobody' ? FIND_HANDS : 0));
