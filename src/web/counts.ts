import type { Room } from './pages.ts';

/** How many things wait in a room, and what they are, for those who hear instead of see. */
export type Count = { readonly number: number; readonly what: string };
export type Counts = Readonly<Partial<Record<Room, Count>>>;
