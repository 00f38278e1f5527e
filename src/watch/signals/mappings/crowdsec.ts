import { z } from 'zod';
import { type Mapping, namesOf, timeOf, titleOf } from '../mapping.ts';

const Alert = z.looseObject({
  scenario: z.string().min(1).max(200),
  message: z.string().default(''),
  start_at: z.string(),
  stop_at: z.string().optional(),
  machine_id: z.string().optional(),
  source: z.looseObject({ scope: z.string(), value: z.string().min(1).max(100) }),
});
const Shape = z.array(Alert).min(1).max(1000);

/**
 * CrowdSec, notification plugin `http` with `format: {{.|toJson}}`. The address is the attacker's and no thing of the company; the machine
 * that saw it is. It tells no end: a person or time clears.
 */
export const crowdsec: Mapping<z.infer<typeof Shape>> = {
  kind: 'crowdsec',
  shape: Shape,
  reports: (alerts) =>
    alerts.map(({ scenario, message, start_at, stop_at, machine_id, source }) => ({
      key: `${scenario}@${source.value}`,
      says: 'open',
      severity: 'warning',
      title: titleOf(message || `${scenario}: ${source.value}`),
      names: namesOf(machine_id),
      at: timeOf(stop_at ?? start_at),
    })),
};
