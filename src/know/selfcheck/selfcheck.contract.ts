import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Bilingual } from '../../kernel/languages.ts';
import { Answers } from './answers.ts';
import { Branch } from './branch.ts';
import { Evidence, EvidenceKind } from './maturity.ts';
import { Owned, OwnershipContents } from './ownership.ts';

const org = { scope: 'organisation' } as const;

export const listBranches = endpoint({
  ...org,
  method: 'GET',
  path: '/self-check/branches',
  right: 'know.read',
  summary: 'The branches to start a model from.',
  response: z.object({ branches: z.array(z.object({ id: z.string(), name: Bilingual, about: Bilingual, processes: z.number().int() })) }),
});
export const readBranch = endpoint({
  ...org,
  method: 'GET',
  path: '/self-check/branches/:id',
  right: 'know.read',
  summary: 'A branch with its processes, resources, providers and teams; all numbers are guesses.',
  params: z.object({ id: z.string().max(40) }),
  response: Branch,
});

export const GuideView = z.object({
  answers: Answers,
  /** Counts the saves; a save is refused when somebody else saved in between. */
  revision: z.number().int(),
  savedAt: z.number().nullable(),
  appliedAt: z.number().nullable(),
});
export const readGuide = endpoint({
  ...org,
  method: 'GET',
  path: '/self-check/guide',
  right: 'know.read',
  summary: 'What has been answered on the way to the first model.',
  response: GuideView,
});
export const putGuide = endpoint({
  ...org,
  method: 'PUT',
  path: '/self-check/guide',
  right: 'know.write',
  summary: 'Keep the answers so far. Refused (409) when somebody else saved in between.',
  body: z.object({ answers: Answers, revision: z.number().int() }),
  response: z.object({ revision: z.number().int(), savedAt: z.number() }),
});
export const applyGuide = endpoint({
  ...org,
  method: 'POST',
  path: '/self-check/guide/apply',
  right: 'know.write',
  summary:
    'Put the model that follows from the answers into the inventory; undoable. What a person entered stays unless its key is in overwrite. With preview nothing is saved.',
  body: z.object({ overwrite: z.array(z.string().max(90)).max(500).default([]), preview: z.boolean().default(false) }),
  response: z.object({
    added: z.array(z.string()),
    updated: z.array(z.string()),
    removed: z.array(z.string()),
    kept: z.array(z.object({ key: z.string(), name: z.string() })),
    undoId: Id.nullable(),
  }),
});

export const OwnershipView = OwnershipContents.extend({ question: Owned, at: z.number(), by: z.string() });
export const readOwnership = endpoint({
  ...org,
  method: 'GET',
  path: '/self-check/ownership',
  right: 'know.read',
  summary: 'Who holds domain, admin account, backup key, telephone contract and documentation: every answer ever given, newest first.',
  response: z.object({ answers: z.array(OwnershipView) }),
});
export const answerOwnership = endpoint({
  ...org,
  method: 'POST',
  path: '/self-check/ownership/:question',
  right: 'ownership.write',
  summary: 'Answer a question of ownership; the owner only. Answers are added, never changed or removed.',
  params: z.object({ question: Owned }),
  body: OwnershipContents,
  response: OwnershipView,
  status: 201,
});

export const MaturityView = z.object({
  /** 0 = nothing tried; the number of steps that hold without a gap. */
  level: z.number().int(),
  rungs: z.array(
    z.object({
      level: z.number().int(),
      kind: EvidenceKind,
      times: z.number().int(),
      reached: z.boolean(),
      evidence: z.array(Evidence),
      /** Tried once, but too long ago to count. */
      stale: Evidence.nullable(),
    }),
  ),
});
export const readMaturity = endpoint({
  ...org,
  method: 'GET',
  path: '/self-check/maturity',
  right: 'know.read',
  summary: 'How far the organisation has come, by what it has really tried, with the evidence of each step.',
  response: MaturityView,
});
