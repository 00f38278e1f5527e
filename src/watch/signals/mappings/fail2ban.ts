import { z } from 'zod';
import { type Mapping, namesOf, titleOf } from '../mapping.ts';

const Shape = z.strictObject({
  fail2ban: z.enum(['ban', 'unban']),
  jail: z.string().min(1).max(100),
  ip: z.union([z.ipv4(), z.ipv6()]),
  failures: z.coerce.number().int().nonnegative().optional(),
  host: z.string().max(255).optional(),
});

/**
 * fail2ban, by an own action that posts its tags as JSON (`<name>`, `<ip>`, `<failures>`, `<fq-hostname>`). Its tag
 * `<time>` gives the time of the ban on `unban` too, so that begin and end both count from when they come in.
 */
export const fail2ban: Mapping<z.infer<typeof Shape>> = {
  kind: 'fail2ban',
  shape: Shape,
  reports: ({ fail2ban: what, jail, ip, failures, host }) => [
    {
      key: `${jail}@${ip}`,
      says: what === 'ban' ? 'open' : 'cleared',
      severity: 'info',
      title: titleOf(failures === undefined ? `${jail}: ${ip}` : `${jail}: ${ip} (${failures})`),
      names: namesOf(host),
      at: null,
    },
  ],
};
