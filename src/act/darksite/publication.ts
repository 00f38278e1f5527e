import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import type { DarkSite } from '../../prepare/darkpages/render.ts';
import { DarkSitePolicy, type DarkSiteState } from './darksite.ts';
import { ProxySite } from './proxies/proxy.ts';

const At = z.number().transform((ms): Instant => instant(ms));

/** Where the emergency website is put besides krisenfest itself, and what shows it to visitors. */
export const DarkSiteSettings = z.object({
  version: z.literal(1).default(1),
  policy: DarkSitePolicy.prefault({}),
  publishers: z
    .array(z.object({ kind: z.string(), settings: z.unknown() }))
    .max(10)
    .default([]),
  switches: z
    .array(z.object({ kind: z.string(), settings: z.unknown() }))
    .max(10)
    .default([]),
  /** What the proxy's configuration is generated from; null until somebody has filled it in. */
  proxy: ProxySite.nullable().default(null),
  /** An address at which the result is looked at after switching; the company's own site when empty. */
  lookAt: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
});
export type DarkSiteSettings = z.infer<typeof DarkSiteSettings>;

/** What was looked at: the page, the values and the times it was rendered with, so that only a change of contents changes its hash. */
export const PreviewSource = z.object({
  incidentId: Id,
  pageId: Id,
  mode: z.enum(['actual', 'exercise']),
  version: z.number().int().positive(),
  since: At,
  updatedAt: At,
  nextUpdateAt: At.nullable(),
  values: z.object({ de: z.record(z.string(), z.string()), en: z.record(z.string(), z.string()) }),
});
export type PreviewSource = z.infer<typeof PreviewSource>;

/** A rendered site as it is stored: files by path. */
export const StoredSite = z.object({ hash: z.string(), files: z.record(z.string(), z.object({ type: z.string(), body: z.string() })) });
export type StoredSite = z.infer<typeof StoredSite>;

export const stored = (site: DarkSite): StoredSite => ({ hash: site.hash, files: Object.fromEntries(site.files) });
export const asSite = ({ hash, files }: StoredSite): DarkSite => ({ hash, files: new Map(Object.entries(files)) });

/**
 * How far the worker has come: which version lies with the publishers, whether visitors see it, and whether it was really seen from
 * outside. `fault` is the last thing that did not work, in a sentence.
 */
export const ReachedSoFar = z.object({
  published: z.string().nullable(),
  switched: z.string().nullable(),
  switchedAt: At.nullable(),
  seen: z.string().nullable(),
  seenAt: At.nullable(),
  fault: z.string().nullable(),
});
export type ReachedSoFar = z.infer<typeof ReachedSoFar>;

export const NOTHING_REACHED: ReachedSoFar = { published: null, switched: null, switchedAt: null, seen: null, seenAt: null, fault: null };

/** The next thing to do so that what is becomes what was decided. */
export type NextDeed = 'publish' | 'switch-on' | 'look' | 'switch-off' | 'nothing';

/** Compares what was decided with how far it has come; each deed may be done twice without harm. */
export function nextDeed(state: DarkSiteState, reached: ReachedSoFar): NextDeed {
  if (state.state !== 'live') return reached.switched === null ? 'nothing' : 'switch-off';
  if (reached.published !== state.hash) return 'publish';
  if (reached.switched !== state.hash) return 'switch-on';
  return reached.seen === state.hash ? 'nothing' : 'look';
}
