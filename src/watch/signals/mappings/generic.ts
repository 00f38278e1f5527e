import { z } from 'zod';
import { type Mapping, namesOf, timeOf, titleOf } from '../mapping.ts';
import { Severity } from '../signal.ts';

const One = z.strictObject({
  signal: z.enum(['open', 'cleared']),
  key: z.string().trim().min(1).max(200),
  title: z.string().trim().min(1).max(1000),
  severity: Severity.default('warning'),
  names: z.array(z.string().max(300)).max(10).default([]),
  at: z.string().max(40).optional(),
});
const Shape = z.union([One.transform((one) => [one]), z.array(One).min(1).max(1000)]);

/** The product's own form, for scripts and everything without a mapping: one object or a list. `at` with its offset, ISO 8601. */
export const generic: Mapping<z.infer<typeof Shape>> = {
  kind: 'generic',
  shape: Shape,
  reports: (all) =>
    all.map(({ signal, key, title, severity, names, at }) => ({
      key,
      says: signal,
      severity,
      title: titleOf(title) || key,
      names: namesOf(...names),
      at: timeOf(at),
    })),
};
