import { z } from 'zod';

/** The languages of the interface; German is the original. */
export const Language = z.enum(['de', 'en']);
export type Language = z.infer<typeof Language>;

/** A text in both languages, as data files and texts files carry it. */
export const Bilingual = z.object({ de: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof Bilingual>;
