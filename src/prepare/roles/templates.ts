import { z } from 'zod';
import type { Language } from '../../kernel/languages.ts';
import { Bilingual } from '../../kernel/languages.ts';
import { type CrisisRole, RoleKind } from './roles.ts';
import data from './templates.json' with { type: 'json' };

/** The usual roles in our own words (facts: know-prepare-learn.md §3.4). Read on the server only, never in the bundle. */
const Template = z.object({ kind: RoleKind, inCrisisTeam: z.boolean(), name: Bilingual, duty: Bilingual });

const templates = z.array(Template).parse(data);

export type RoleTemplate = Pick<CrisisRole, 'kind' | 'name' | 'duty' | 'inCrisisTeam'>;

/** The templates of these kinds, in one language. */
export const roleTemplates = (language: Language, kinds: readonly RoleKind[] = RoleKind.options): RoleTemplate[] =>
  templates
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, inCrisisTeam, name, duty }) => ({ kind, inCrisisTeam, name: name[language], duty: duty[language] }));
