import { DAY, duration } from '../../kernel/instant.ts';

/** Claims lapse after three years, counted from the end of the year (BGB §§ 195, 199): until then somebody may ask who did what. */
export const AUDIT_FOR = duration(1461 * DAY);
