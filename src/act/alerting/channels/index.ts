import type { Channel } from '../channel.ts';

/** Every channel the product knows. Adding one: a file here and a line below. */
export const channels: readonly Channel[] = [];
