import { z } from 'zod';
import { type Mapping, namesOf, timeOf, titleOf } from '../mapping.ts';
import type { Severity } from '../signal.ts';

const Level = z.enum(['informational', 'low', 'medium', 'high', 'critical']);
const Shape = z.looseObject({
  '@timestamp': z.string(),
  wazuh: z.looseObject({
    agent: z.looseObject({
      id: z.string(),
      name: z.string(),
      host: z.looseObject({ hostname: z.string().optional(), ip: z.array(z.string()).optional() }).optional(),
    }),
    rule: z.looseObject({ id: z.string().min(1).max(80), title: z.string(), level: Level }),
  }),
});

const SEVERITY: Record<z.infer<typeof Level>, Severity> = {
  informational: 'info',
  low: 'info',
  medium: 'warning',
  high: 'critical',
  critical: 'critical',
};

/** Wazuh 5 findings (fields after the Elastic Common Schema). It tells no end: a person or time clears. */
export const wazuh5: Mapping<z.infer<typeof Shape>> = {
  kind: 'wazuh5',
  shape: Shape,
  reports: ({ '@timestamp': at, wazuh: { agent, rule } }) => [
    {
      key: `${rule.id}@${agent.id.slice(0, 80)}`,
      says: 'open',
      severity: SEVERITY[rule.level],
      title: titleOf(rule.title),
      names: namesOf(agent.name, agent.host?.hostname, ...(agent.host?.ip ?? [])),
      at: timeOf(at),
    },
  ],
};
