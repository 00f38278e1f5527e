import type { Tx } from '../../db/work.ts';
import { maturityEvidence } from './maturity.store.ts';
import type { Evidence } from './maturity.ts';

/** Something was really tried somewhere: it counts for the maturity from now on. */
export const noteEvidence = (tx: Tx, evidence: Evidence): Promise<void> => maturityEvidence(tx).add(evidence);
