import { z } from 'zod';
import { Bilingual, type Language } from '../../kernel/languages.ts';
import { StatementContents } from './audiences.ts';
import data from './templates.json' with { type: 'json' };

const Template = StatementContents.omit({ title: true }).extend({ key: z.string(), title: Bilingual });
export type StatementTemplate = z.infer<typeof Template>;

/** Statements to start from, in our own words. Read on the server only, never in the bundle. */
export const statementTemplates: readonly StatementTemplate[] = z.array(Template).parse(data);

/** The statement of a template; its title in the organisation's language, its texts in both. */
export const statementFrom = ({ title, audience, purpose, scenario, text }: StatementTemplate, language: Language): StatementContents => ({
  title: title[language],
  audience,
  purpose,
  scenario,
  text,
});
