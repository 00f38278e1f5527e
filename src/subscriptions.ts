import type { Hearing } from './jobs/hearing.ts';

/** Who hears what: the one place where an event of one room becomes the input of another. Here the loop closes. */
export const subscriptions = (): readonly Hearing[] => [];
