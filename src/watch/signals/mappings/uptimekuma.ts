import { z } from 'zod';
import { type Mapping, namesOf, timeOf, titleOf } from '../mapping.ts';
import type { Report } from '../signal.ts';

/** 0 down, 1 up, 2 waits for a second look, 3 maintenance (Uptime Kuma 1.23 and 2). */
const Beat = z.looseObject({
  heartbeat: z.looseObject({
    monitorID: z.number().int().optional(),
    status: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    msg: z.string().default(''),
    time: z.string().optional(),
  }),
  monitor: z.looseObject({
    id: z.number().int(),
    name: z.string().min(1),
    url: z.string().nullish(),
    hostname: z.string().nullish(),
  }),
});

/** A word without a look: what its button "Test" sends, and that a certificate or a domain ends soon. */
const Word = z.looseObject({ heartbeat: z.null(), monitor: z.null(), msg: z.string().trim().min(1) });
const Shape = z.union([Beat, Word]);

/** `[Shop][https://shop.example] Server certificate will expire in 14 days`, told again after some days: without its numbers it is the same. */
function wordOf(msg: string): Report[] {
  if (msg.endsWith(' Testing')) return [];
  const names = [...msg.matchAll(/^\[([^\]]+)\](?:\[([^\]]+)\])?/g)].flatMap(([, name, url]) => [name, url]);
  const key = `word:${titleOf(msg).replaceAll(/\d+/g, '#').slice(0, 150)}`;
  return [{ key, says: 'open', severity: 'warning', title: titleOf(msg), names: namesOf(...names), at: null }];
}

/** Kuma writes `2026-11-22 09:14:05.123`, in UTC, without saying so. */
const utc = (text: string | undefined) =>
  timeOf(text && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(text) ? `${text.replace(' ', 'T')}Z` : text);

/** Uptime Kuma, notification type webhook, body `application/json`. A second look and maintenance are no news for anybody. */
export const uptimekuma: Mapping<z.infer<typeof Shape>> = {
  kind: 'uptimekuma',
  shape: Shape,
  reports: (message) => {
    if (message.heartbeat === null) return wordOf(message.msg);
    const { heartbeat, monitor } = message;
    if (heartbeat.status > 1) return [];
    return [
      {
        key: String(monitor.id),
        says: heartbeat.status === 0 ? 'open' : 'cleared',
        severity: 'critical',
        title: titleOf(heartbeat.msg ? `${monitor.name}: ${heartbeat.msg}` : monitor.name),
        names: namesOf(monitor.name, monitor.hostname, monitor.url === 'https://' ? null : monitor.url),
        at: utc(heartbeat.time),
      },
    ];
  },
};
