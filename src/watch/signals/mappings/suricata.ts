import { z } from 'zod';
import { type Mapping, namesOf, timeOf, titleOf } from '../mapping.ts';
import type { Severity } from '../signal.ts';

const Alert = z.looseObject({
  timestamp: z.string(),
  event_type: z.literal('alert'),
  src_ip: z.string().min(1).max(50),
  dest_ip: z.string().min(1).max(50),
  host: z.string().optional(),
  alert: z.looseObject({
    action: z.enum(['allowed', 'blocked']),
    gid: z.number().int(),
    signature_id: z.number().int(),
    signature: z.string(),
    severity: z.number().int().min(1).max(255),
  }),
});
const Shape = z.union([Alert.transform((one) => [one]), z.array(Alert).min(1).max(1000)]);

/** 1 is Suricata's highest. What was blocked did not get through, and is never more than a warning. */
const severityOf = (severity: number, blocked: boolean): Severity =>
  severity > 2 ? 'info' : severity === 2 || blocked ? 'warning' : 'critical';

/**
 * Suricata EVE, `event_type` alert, one object or a list. Either end may be the company's own machine, so both are named. It tells no end:
 * a person or time clears.
 */
export const suricata: Mapping<z.infer<typeof Shape>> = {
  kind: 'suricata',
  shape: Shape,
  reports: (alerts) =>
    alerts.map(({ timestamp, src_ip, dest_ip, host, alert }) => ({
      key: `${alert.gid}:${alert.signature_id}@${src_ip}>${dest_ip}`,
      says: 'open',
      severity: severityOf(alert.severity, alert.action === 'blocked'),
      title: titleOf(alert.signature),
      names: namesOf(dest_ip, src_ip, host),
      at: timeOf(timestamp),
    })),
};
