import { z } from 'zod';
import { Role } from '../finding.ts';

const patterns = z.array(z.string().min(1)).optional();

/**
 * How a provider shows itself. A pattern matches a host name on a label boundary (`outlook.com` matches
 * `a.outlook.com`); a leading `~` makes it a regular expression. `txt` are prefixes without regard to case,
 * `headers` are `name` or `name: part of the value`, `script_paths` are `host/path`, `/path` or a file name.
 */
const Detection = z.strictObject({
  mx: patterns,
  spf: patterns,
  ns: patterns,
  cname: patterns,
  srv: patterns,
  autodiscover: patterns,
  dkim_cname: patterns,
  dkim_selector: patterns,
  dmarc_rua: patterns,
  txt: patterns,
  subdomain: patterns,
  asn: z.array(z.number().int().positive()).optional(),
  ip: patterns,
  ptr: patterns,
  tls_issuer: patterns,
  caa: patterns,
  headers: patterns,
  generator: patterns,
  meta: patterns,
  element: patterns,
  inline: patterns,
  script_hosts: patterns,
  script_paths: patterns,
  link_hosts: patterns,
  mail_domains: patterns,
  http_probe: patterns,
  dns_log: patterns,
  invoice: patterns,
  /** Packages of programs that exist to talk to it: package URLs without version; one that ends in `/`, `.` or `-` is a prefix. */
  package: patterns,
});

/** One record of the catalogue: who it is, who owns it, how it is recognised, and where that is known from. */
export const ProviderRecord = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string().min(1),
  legal_entity: z.string().nullish(),
  ultimate_parent: z.string().nullish(),
  hq_country: z.string().nullish(),
  parent_country: z.string().nullish(),
  /** Whose law reaches it: US-CLOUD-Act, US-CLOUD-Act-via-parent, US-investor-majority, UK, EU, DE, self-hosted, … */
  jurisdiction_risk: z.string(),
  categories: z.array(z.string()).min(1),
  detection: Detection,
  /** The role of a single pattern where it differs from what the categories say. */
  roles: z.record(z.string(), Role).optional(),
  /** Names in privacy policies that mean this product and no other; absent: the catalogue name. */
  names_in_policies: z.array(z.string()).optional(),
  /** `false`: not among what a privacy notice must name. */
  in_privacy_notice: z.boolean().optional(),
  runs_on_observed: z.array(z.string()).optional(),
  alternatives: z.array(z.string()).optional(),
  status_page_url: z.string().nullish(),
  confidence: z.enum(['high', 'medium', 'low']),
  note: z.string().optional(),
  /** The same in German. */
  note_de: z.string().optional(),
  kind: z.enum(['provider', 'software']),
  source: z.array(z.string()).min(1),
  /** Date of the evidence in `source` that was read by machine; `null` = curated, not verified. */
  verified_on: z.string().nullable(),
});
export type ProviderRecord = z.infer<typeof ProviderRecord>;
