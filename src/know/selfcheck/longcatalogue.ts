import data from './longcheck.json' with { type: 'json' };
import { LongCatalogue } from './longcheck.ts';

/** The catalogue that is asked now. Read on the server only; a page asks for it. */
export const longCatalogue: LongCatalogue = LongCatalogue.parse(data);
