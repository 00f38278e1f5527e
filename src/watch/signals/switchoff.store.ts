import type { Tx } from '../../db/work.ts';
import { signals } from './signals.store.ts';
import { type SwitchedOff, switchedOffOf } from './switchoff.ts';

/** Everything that we have switched off ourselves, oldest first. */
export const switchedOff = async (tx: Tx): Promise<SwitchedOff[]> => (await signals(tx).openWith(['switched-off'])).map(switchedOffOf);
