import { DAY, duration } from '../../kernel/instant.ts';

/** What was seen and done so long before an incident was opened is kept with it: attackers are seldom found on the first day. */
export const KEPT_BEFORE = duration(14 * DAY);
