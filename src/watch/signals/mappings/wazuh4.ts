import { z } from 'zod';
import { type Mapping, namesOf, timeOf, titleOf } from '../mapping.ts';
import type { Severity } from '../signal.ts';

const Shape = z.looseObject({
  timestamp: z.string(),
  rule: z.looseObject({ id: z.string().min(1).max(40), level: z.number().int().min(0).max(16), description: z.string() }),
  agent: z.looseObject({ id: z.string(), name: z.string(), ip: z.string().optional() }),
});

/** Our own judgement: 12 and above is of high importance, 7 and above deserves a look. */
const severityOf = (level: number): Severity => (level >= 12 ? 'critical' : level >= 7 ? 'warning' : 'info');

/** Wazuh 4, integration with `alert_format` json. It tells no end: a person or time clears. */
export const wazuh4: Mapping<z.infer<typeof Shape>> = {
  kind: 'wazuh4',
  shape: Shape,
  reports: ({ timestamp, rule, agent }) => [
    {
      key: `${rule.id}@${agent.id.slice(0, 80)}`,
      says: 'open',
      severity: severityOf(rule.level),
      title: titleOf(rule.description),
      names: namesOf(agent.name, agent.ip),
      at: timeOf(timestamp),
    },
  ],
};
