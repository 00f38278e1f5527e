import { DAY, duration } from '../../kernel/instant.ts';

/** Single results are kept so long; then their minutes, hours and days remain. */
export const RAW_FOR = duration(2 * DAY);
/** So far back an incident keeps what was measured before it was opened: minutes live at least so long. */
export const MINUTES_FOR = duration(14 * DAY);
/** A year, and what it is compared with. */
export const HOURS_FOR = duration(400 * DAY);
/** Ten years and a little, so that ten whole years can be compared. */
export const DAYS_FOR = duration(3700 * DAY);
