import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Language } from '../../kernel/languages.ts';
import { NODE_KINDS } from '../../know/model/model.ts';
import { Aspect, Purpose, Rests, Shared, Standing } from './independence.ts';
import { Origin } from './lifelines.ts';

const LifelineKey = z.string().regex(/^(channel:[0-9a-f-]{36}|site|dns|mail|status|self:(machine|domain|admin|login|backup))$/);

/** One way, or one aspect of krisenfest itself: what it rests on, how that is known, and what would take it along. */
export const LifelineView = z.object({
  key: LifelineKey,
  of: z.union([Purpose, z.literal('self')]),
  aspect: Aspect.nullable(),
  /** Of an alert channel its name; empty elsewhere. */
  name: z.string(),
  /** Of an alert channel its kind. */
  kind: z.string().nullable(),
  rests: Rests,
  origin: Origin,
  standing: Standing,
  shared: z.array(Shared),
  /** Names of what it rests on and nobody has been asked about. */
  vague: z.array(z.string()),
});
export type LifelineView = z.infer<typeof LifelineView>;

/** What an emergency needs: `shared` are the failures that leave none of its ways. */
export const PurposeView = z.object({
  purpose: Purpose,
  standing: Standing,
  shared: z.array(Shared),
  vague: z.array(z.string()),
  ways: z.array(LifelineView),
});
export type PurposeView = z.infer<typeof PurposeView>;

export const IndependenceView = z.object({
  verdict: z.enum(['ready', 'unknown', 'not-ready']),
  purposes: z.array(PurposeView),
  itself: z.array(LifelineView),
  machine: z.object({ virtual: z.string().nullable(), inDomain: z.boolean().nullable() }),
  /** What an answer may name. */
  nodes: z.array(z.object({ key: z.string(), name: z.string(), kind: z.enum(NODE_KINDS) })),
});
export type IndependenceView = z.infer<typeof IndependenceView>;

export const readIndependence = endpoint({
  method: 'GET',
  path: '/independence',
  scope: 'organisation',
  right: 'act.read',
  summary:
    'Whether alert channels, emergency website, DNS, mail, status page and krisenfest itself share a provider, network or login with what they are there for.',
  response: IndependenceView,
});

export const exportIndependence = endpoint({
  method: 'GET',
  path: '/independence.csv',
  group: 'independence',
  scope: 'organisation',
  right: 'act.read',
  summary: 'The same as CSV: one line per way.',
  query: z.object({ language: Language.default('de') }),
  produces: 'text/csv; charset=utf-8',
});

export const answerLifeline = endpoint({
  method: 'PUT',
  path: '/independence/:key',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Say what a way rests on: nodes of the inventory, none of them, or that there is no such thing here.',
  params: z.object({ key: LifelineKey }),
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('on'), nodes: z.array(z.string().max(90)).max(50) }),
    z.object({ kind: z.literal('absent') }),
  ]),
  status: 204,
});

export const forgetLifelineAnswer = endpoint({
  method: 'DELETE',
  path: '/independence/:key',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Take back what was said of a way: from then on counts what shows by itself.',
  params: z.object({ key: LifelineKey }),
  status: 204,
});
