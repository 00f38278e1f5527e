import { z } from 'zod';
import { type Mapping, namesOf, timeOf, titleOf } from '../mapping.ts';

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

/** What its button "Test" sends: neither a look nor a monitor. */
const Trial = z.looseObject({ heartbeat: z.null(), monitor: z.null(), msg: z.string() });
const Shape = z.union([Beat, Trial]);

/** Kuma writes `2026-11-22 09:14:05.123`, in UTC, without saying so. */
const utc = (text: string | undefined) =>
  timeOf(text && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(text) ? `${text.replace(' ', 'T')}Z` : text);

/** Uptime Kuma, notification type webhook, body `application/json`. A second look and maintenance are no news for anybody. */
export const uptimekuma: Mapping<z.infer<typeof Shape>> = {
  kind: 'uptimekuma',
  shape: Shape,
  reports: ({ heartbeat, monitor }) => {
    if (heartbeat === null || monitor === null || heartbeat.status > 1) return [];
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
