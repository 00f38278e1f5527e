import type { SwitchKind } from '../switch.ts';
import { flagFileSwitch } from './flagfile.ts';

/** All kinds of switches between the usual and the emergency website; a new one is a file and a line here. */
export const switches: readonly SwitchKind[] = [flagFileSwitch];
