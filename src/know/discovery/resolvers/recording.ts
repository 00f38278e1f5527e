import { z } from 'zod';

const Tls = z.object({
  issuer_o: z.string().nullish(),
  issuer_cn: z.string().nullish(),
  san: z.array(z.string()).default([]),
  problem: z.string().nullish(),
});

const Answer = z.object({
  status: z.number().int().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  /** A file beside the recording. */
  body: z.string().optional(),
  text: z.string().optional(),
  tls: Tls.optional(),
  error: z.string().optional(),
});

/** Answers of a scan kept in a file: what HTTP, TLS, the tenant question and RDAP said, keyed by absolute URL. */
export const Recording = z.object({
  note: z.string().optional(),
  responses: z.record(z.string(), Answer).default({}),
  m365_tenant_probe: z.object({ NameSpaceType: z.string() }).nullish(),
  rdap: z.object({ registrar: z.string().nullish(), note: z.string().optional() }).nullish(),
});
export type Recording = z.infer<typeof Recording>;
export type RecordedAnswer = z.infer<typeof Answer>;
