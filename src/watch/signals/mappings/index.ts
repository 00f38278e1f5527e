import { type KnownMapping, known } from '../mapping.ts';
import type { Report } from '../signal.ts';
import { crowdsec } from './crowdsec.ts';
import { fail2ban } from './fail2ban.ts';
import { generic } from './generic.ts';
import { alertmanager } from './prometheus.ts';
import { suricata } from './suricata.ts';
import { uptimekuma } from './uptimekuma.ts';
import { wazuh4 } from './wazuh4.ts';
import { wazuh5 } from './wazuh5.ts';

/** Every sender whose messages the product reads. Adding one: a file here, a line below and a sample in the shared test. */
export const mappings: readonly KnownMapping[] = [
  known(alertmanager),
  known(uptimekuma),
  known(wazuh4),
  known(wazuh5),
  known(crowdsec),
  known(fail2ban),
  known(suricata),
  known(generic),
];

/** Reads a message as one of these kinds; null when it is none of them. */
export const readAs = (kinds: readonly string[], message: unknown): readonly Report[] | null =>
  mappings.filter(({ kind }) => kinds.includes(kind)).reduce<readonly Report[] | null>((found, { read }) => found ?? read(message), null);
