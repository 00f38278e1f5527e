import { z } from 'zod';
import { type Mapping, namesOf, timeOf, titleOf } from '../mapping.ts';
import type { Severity } from '../signal.ts';

const Alert = z.looseObject({
  status: z.enum(['firing', 'resolved']),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()).default({}),
  startsAt: z.string(),
  endsAt: z.string().optional(),
  fingerprint: z.string().min(1).max(100),
});
const Shape = z.looseObject({ version: z.literal('4'), alerts: z.array(Alert).min(1).max(1000) });

const severityOf = (said: string | undefined): Severity =>
  said === 'info' || said === 'none' ? 'info' : said === 'critical' || said === 'page' || said === 'error' ? 'critical' : 'warning';

/** Prometheus Alertmanager, webhook receiver, version 4. */
export const alertmanager: Mapping<z.infer<typeof Shape>> = {
  kind: 'alertmanager',
  shape: Shape,
  reports: ({ alerts }) =>
    alerts.map(({ status, labels, annotations, startsAt, endsAt, fingerprint }) => ({
      key: fingerprint,
      says: status === 'firing' ? 'open' : 'cleared',
      severity: severityOf(labels['severity']),
      title: titleOf(annotations['summary'] ?? labels['alertname'] ?? fingerprint),
      names: namesOf(labels['instance'], labels['host'], labels['job']),
      at: timeOf(status === 'firing' ? startsAt : endsAt),
    })),
};
