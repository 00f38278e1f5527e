import { useFaults as useGermanFaults } from '../../../web/parts/usefaults.ts';
import * as german from '../faults.texts.ts';

/** The error with the faults of a check's fields in the language of the interface. */
export const useFaults = (error: unknown): unknown => useGermanFaults(error, german);
