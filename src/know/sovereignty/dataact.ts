import { z } from 'zod';
import { Bilingual, type Language } from '../../kernel/languages.ts';
import data from './dataact.json' with { type: 'json' };

export const DUTIES = [
  'notice',
  'transition',
  'infeasible',
  'extension',
  'data',
  'retrieval',
  'erasure',
  'access',
  'charges',
  'cost',
  'exempt',
] as const;
export type Duty = (typeof DUTIES)[number];

const DataAct = z.object({
  celex: z.string(),
  source: z.url(),
  appliesFrom: z.iso.date(),
  /** When the articles were last compared with what stands in `checkedAgainst`. */
  checkedOn: z.iso.date(),
  checkedAgainst: Bilingual,
  duties: z.array(Bilingual.extend({ id: z.enum(DUTIES), article: z.string().regex(/^\d+(\(\d+\))?(\([a-z]\))?$/) })),
});

/** Regulation (EU) 2023/2854 (Data Act), chapter VI, as far as the letter to a provider leans on it. */
export const dataAct = DataAct.parse(data);

/** `25(2)(d)` as a lawyer writes it: "Art. 25 Abs. 2 Buchst. d", "Art. 25(2)(d)". */
export function articleOf(id: Duty, language: Language): string {
  const duty = dataAct.duties.find((one) => one.id === id);
  if (!duty) throw new Error(`dataact.json has no "${id}".`);
  if (language === 'en') return `Art. ${duty.article}`;
  const [, article = '', paragraph, letter] = /^(\d+)(?:\((\d+)\))?(?:\(([a-z])\))?$/.exec(duty.article) ?? [];
  return [`Art. ${article}`, ...(paragraph ? [`Abs. ${paragraph}`] : []), ...(letter ? [`Buchst. ${letter}`] : [])].join(' ');
}
