import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { Scenario } from '../plans/plans.ts';
import { fillStatement, parseStatement, placeholdersOf } from './statements.ts';

/** Who is told. A small firm has one text for each of the first five; the others are for those who need them. */
export const Audience = z.enum(['customers', 'suppliers', 'staff', 'bank', 'insurer', 'authority', 'press']);
export type Audience = z.infer<typeof Audience>;

/** `holding` (Erstmeldung): what can be said in the first hour, before anything is known. */
export const Purpose = z.enum(['holding', 'update', 'all-clear']);
export type Purpose = z.infer<typeof Purpose>;

export const StatementText = z.object({ subject: z.string(), body: z.string() });
export type StatementText = z.infer<typeof StatementText>;

export const StatementContents = z.object({
  title: z.string(),
  audience: Audience,
  purpose: Purpose,
  /** Only for this scenario; null for every one. */
  scenario: Scenario.nullable(),
  text: z.object({ de: StatementText, en: StatementText }),
});
export type StatementContents = z.infer<typeof StatementContents>;

/** A prewritten statement (Stellungnahme). */
export const Statement = StatementContents.extend({ id: Id, revision: z.number().int(), updatedAt: z.number() });
export type Statement = z.infer<typeof Statement>;

/** The placeholders that we offer; others may be used, they are asked for when the statement goes out. */
export const KNOWN_PLACEHOLDERS = [
  'company',
  'since',
  'affected',
  'works',
  'contact',
  'phone',
  'email',
  'next.update',
  'reference',
] as const;
export type KnownPlaceholder = (typeof KNOWN_PLACEHOLDERS)[number];

/** The placeholders of subject and body, each once. */
export const placeholdersIn = ({ subject, body }: StatementText): string[] => [
  ...new Set([...placeholdersOf(subject), ...placeholdersOf(body)]),
];

/** What keeps a text from being used as it stands: no words at all, or braces that make no placeholder. */
export type TextFault = { readonly language: Language; readonly kind: 'empty' | 'braces'; readonly text: string };

/** The faults of both languages; a language without any text is a fault too: half of the readers would get nothing. */
export const faultsOf = ({ text }: Pick<StatementContents, 'text'>): TextFault[] =>
  Language.options.flatMap((language): TextFault[] => {
    const { subject, body } = text[language];
    if (body.trim() === '') return [{ language, kind: 'empty', text: '' }];
    return [subject, body].flatMap((part) => {
      const parsed = parseStatement(part);
      return parsed.ok ? [] : parsed.error.map((one): TextFault => ({ language, kind: 'braces', text: one.text }));
    });
  });

/** A placeholder that one language uses and the other does not: likely forgotten in translation. */
export const onlyInOne = ({ text }: Pick<StatementContents, 'text'>): { language: Language; name: string }[] => {
  const [de, en] = [placeholdersIn(text.de), placeholdersIn(text.en)];
  if (text.de.body.trim() === '' || text.en.body.trim() === '') return [];
  return [
    ...de.filter((name) => !en.includes(name)).map((name) => ({ language: 'en' as const, name })),
    ...en.filter((name) => !de.includes(name)).map((name) => ({ language: 'de' as const, name })),
  ];
};

/** The text with its values in place; a placeholder without a value stays visible as `⟦name⟧`, for a preview only. */
export function previewOf(text: string, values: Readonly<Record<string, string>>): string {
  const parsed = parseStatement(text);
  if (!parsed.ok) return text;
  return parsed.value.map((piece) => ('words' in piece ? piece.words : values[piece.placeholder] || `⟦${piece.placeholder}⟧`)).join('');
}

/** The text as it goes out, or undefined while something is missing. */
export const finished = (text: StatementText, values: Readonly<Record<string, string>>): StatementText | undefined => {
  const [subject, body] = [fillStatement(text.subject, values), fillStatement(text.body, values)];
  return subject.ok && body.ok ? { subject: subject.value, body: body.value } : undefined;
};

/** The statements that fit an incident: those of its scenario first, then those for every one. */
export const statementsFor = (statements: readonly Statement[], scenario: Scenario | null, purpose: Purpose): Statement[] =>
  statements
    .filter((one) => one.purpose === purpose && (one.scenario === null || one.scenario === scenario))
    .sort(
      (a, b) =>
        Audience.options.indexOf(a.audience) - Audience.options.indexOf(b.audience) ||
        Number(b.scenario !== null) - Number(a.scenario !== null),
    );

/** Those whom every firm must be able to tell something in the first hour. */
const EVERY_FIRM: readonly Audience[] = ['customers', 'suppliers', 'staff', 'bank', 'insurer'];

/** For whom there is no first message that fits every case. */
export const missingAudiences = (statements: readonly Pick<Statement, 'audience' | 'purpose' | 'scenario'>[]): Audience[] =>
  EVERY_FIRM.filter(
    (audience) => !statements.some((one) => one.audience === audience && one.purpose === 'holding' && one.scenario === null),
  );
