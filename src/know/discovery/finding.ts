import { z } from 'zod';
import { NotChecked } from './notchecked.ts';

/** What a provider does for the company (contracts/cli.md). */
export const Role = z.enum([
  'mail',
  'mail-gateway',
  'mail-sending',
  'dns',
  'web',
  'web-proxy',
  'ca',
  'identity',
  'office',
  'shop',
  'payment',
  'booking',
  'newsletter',
  'crm',
  'helpdesk',
  'hr',
  'erp',
  'telephony',
  'videoconf',
  'remote-access',
  'storage',
  'e-signature',
  'analytics',
  'advertising',
  'tag-manager',
  'consent',
  'fonts',
  'maps',
  'captcha',
  'video',
  'chat',
  'reviews',
  'social',
  'script-cdn',
  'monitoring',
  'security',
  'status-page',
  'ai',
  'isp',
  'dmarc-reports',
  'other',
  'subprocessor',
]);
export type Role = z.infer<typeof Role>;

/** How sure it is that the service is in use: strongest first. */
export const Status = z.enum(['observed', 'after-consent', 'dangling', 'verified-once', 'declared', 'linked']);
export type Status = z.infer<typeof Status>;

/** One thing seen, and the command with which a person can see it again. */
export const Evidence = z.object({ kind: z.string(), name: z.string(), value: z.string(), check: z.string() });
export type Evidence = z.infer<typeof Evidence>;

/** One provider in one role. `confidence` 0–1 from independent kinds of evidence; `reach` = whose law reaches it. */
export const Finding = z.object({
  provider: z.string(),
  role: Role,
  status: Status,
  confidence: z.number().min(0).max(1),
  reach: z.string(),
  /** The provider whose infrastructure carries this one, which is a finding of its own with role `subprocessor`. */
  runsOn: z.string().nullable(),
  evidence: z.array(Evidence),
});
export type Finding = z.infer<typeof Finding>;

/** What can be said about the domain itself. `null` = there is none, or it could not be found out (see `notChecked`). */
export const ScanFacts = z.object({
  /** Lookups the SPF record causes; more than 10 is an error (RFC 7208 §4.6.4). */
  spfLookups: z.number().int().nullable(),
  spfOverLimit: z.boolean().nullable(),
  spfAll: z.string().nullable(),
  dmarcPolicy: z.string().nullable(),
  dnssec: z.boolean().nullable(),
  caa: z.array(z.string()),
  mtaSts: z.enum(['none', 'testing', 'enforce']).nullable(),
  /** Relative names: `*`, `*.preview`. */
  wildcards: z.array(z.string()),
  /** Names whose target no longer exists: whoever registers the target takes the name over. */
  dangling: z.array(z.string()),
  ipv6Web: z.boolean().nullable(),
  tlsa: z.array(z.string()),
  originExposed: z.array(z.string()),
  declaredOnly: z.array(z.string()),
  observedNotDeclared: z.array(z.string()),
});
export type ScanFacts = z.infer<typeof ScanFacts>;

export const Asked = z.object({ party: z.string(), queries: z.number().int() });
export type Asked = z.infer<typeof Asked>;

/** The whole result of a scan. */
export const ScanReport = z.object({
  domain: z.string(),
  unicode: z.string(),
  scannedAt: z.iso.datetime(),
  findings: z.array(Finding),
  facts: ScanFacts,
  notChecked: z.array(NotChecked),
  asked: z.array(Asked),
});
export type ScanReport = z.infer<typeof ScanReport>;
