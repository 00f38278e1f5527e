import { Cron } from 'croner';
import { z } from 'zod';
import { DAY, type Instant, instant, MINUTE } from '../../../kernel/instant.ts';
import type { Heard } from '../heard.ts';
import type { Detail, Observation } from '../observation.ts';
import { down, up, warned } from './faults.ts';
import { field } from './fields.ts';
import type { Probe, ProbeContext } from './probe.ts';

const minutes = z.number().int().min(1, 'must be between 1 minute and a year').max(527_040, 'must be between 1 minute and a year');

/** Five fields that ever come true: not 31 February. */
const isCron = (text: string): boolean => {
  try {
    return new Cron(text, { mode: '5-part', paused: true }).nextRun(new Date(0)) !== null;
  } catch {
    return false;
  }
};

const HeartbeatConfig = z
  .object({
    expect: z
      .enum(['every', 'cron'], 'must be every or cron')
      .default('every')
      .meta(
        field({
          label: { de: 'Es meldet sich', en: 'It reports' },
          options: {
            every: { de: 'in festem Abstand', en: 'at a fixed interval' },
            cron: { de: 'nach Zeitplan (cron)', en: 'by a timetable (cron)' },
          },
        }),
      ),
    everyMinutes: minutes.default(1440).meta(
      field({
        label: { de: 'Spätestens alle … Minuten', en: 'At least every … minutes' },
        help: { de: '1440 = einmal am Tag, 10080 = einmal in der Woche.', en: '1440 = once a day, 10080 = once a week.' },
        onlyIf: { field: 'expect', is: 'every' },
      }),
    ),
    cron: z
      .string()
      .trim()
      .max(100)
      .refine(isCron, 'must be five cron fields like 30 2 * * 1-5')
      .optional()
      .meta(
        field({
          label: { de: 'Zeitplan (cron)', en: 'Timetable (cron)' },
          help: {
            de: 'Minute, Stunde, Tag, Monat, Wochentag, in der Zeitzone der Organisation.',
            en: 'Minute, hour, day, month, weekday, in the time zone of the organisation.',
          },
          placeholder: '30 2 * * 1-5',
          onlyIf: { field: 'expect', is: 'cron' },
        }),
      ),
    graceMinutes: minutes.default(60).meta(
      field({
        label: { de: 'So viele Minuten darf es sich verspäten', en: 'It may be this many minutes late' },
        help: {
          de: 'So lange, wie ein Lauf üblicherweise dauert, und etwas mehr.',
          en: 'As long as a run usually takes, and a little more.',
        },
      }),
    ),
    mostMinutes: minutes.optional().meta(
      field({
        label: { de: 'Ein Lauf darf höchstens … Minuten dauern', en: 'A run may take at most … minutes' },
        help: { de: 'Nur wenn das Programm auch seinen Beginn meldet.', en: 'Only if the program also reports its start.' },
      }),
    ),
  })
  .refine(({ expect, cron }) => expect !== 'cron' || cron !== undefined, { message: 'needed for a timetable', path: ['cron'] });
type HeartbeatConfig = z.infer<typeof HeartbeatConfig>;

/** So early may a report by a timetable come: the clock of its machine may run ahead of ours. Of a short distance no more than a tenth. */
const EARLY = 2 * MINUTE;

/**
 * When the next sign of life after `last` is expected. A timetable is read in the organisation's zone, so that summer time moves it. What was
 * `heard` just before its time was meant for it.
 */
function expectedAfter(config: HeartbeatConfig, last: Instant, heard: boolean, zone: string): Instant | null {
  if (config.expect === 'every' || config.cron === undefined) return instant(last + config.everyMinutes * MINUTE);
  const timetable = new Cron(config.cron, { mode: '5-part', timezone: zone, paused: true });
  const next = timetable.nextRun(new Date(last));
  const after = next && timetable.nextRun(next);
  if (next === null) return null;
  const early = heard && after !== null && next.getTime() - last <= Math.min(EARLY, (after.getTime() - next.getTime()) / 10);
  return instant((early ? after : next).getTime());
}

const lastOf = (...times: readonly (Instant | null)[]): Instant | null => {
  const known = times.filter((at) => at !== null);
  return known.length === 0 ? null : instant(Math.max(...known));
};

/**
 * What silence and words mean at `now`: failed when that was the last word, too long when a run was begun and did not end, late within the
 * grace, missed after it. A run that was begun in time and is still at work is not missed while it may last.
 */
export function judgeHeartbeat(config: HeartbeatConfig, heard: Heard, zone: string, now: Instant): Observation {
  const { startedAt, okAt, failedAt, since, says, result } = heard;
  const told = (code: 'script-ok' | 'script-degraded' | 'script-down', at: Instant): Detail | null =>
    result && { code, at, message: result.message, figures: result.figures };
  const spanMs = startedAt !== null && okAt !== null && okAt >= startedAt ? okAt - startedAt : 0;
  const tookMs = result?.tookMs ?? spanMs;
  if (failedAt !== null && failedAt >= (okAt ?? 0))
    return down(told('script-down', failedAt) ?? { code: 'heartbeat-failed', at: failedAt, says: says ?? '' }, result?.tookMs ?? 0);
  const running = startedAt !== null && startedAt > (lastOf(okAt, failedAt) ?? 0) ? startedAt : null;
  const mostMs = (config.mostMinutes ?? 0) * MINUTE;
  if (running !== null && mostMs > 0 && now - running > mostMs)
    return down({ code: 'heartbeat-too-long', since: running, mostMs }, now - running);
  const expectedAt = expectedAfter(config, okAt ?? since, okAt !== null, zone);
  const overdue = expectedAt === null ? 0 : now - expectedAt;
  const inWork = running !== null && mostMs > 0;
  if (overdue > config.graceMinutes * MINUTE && expectedAt !== null && !inWork)
    return down({ code: 'heartbeat-missed', expectedAt, lastAt: okAt }, 0);
  if (okAt === null) return { outcome: 'unclear', warning: false, ms: 0, detail: { code: 'heartbeat-waiting', expectedAt }, phases: {} };
  if (overdue > 0 && expectedAt !== null) return warned({ code: 'heartbeat-late', expectedAt }, tookMs);
  if (result?.state === 'degraded') return warned(told('script-degraded', okAt) ?? { code: 'heartbeat-came', at: okAt }, tookMs);
  return up(told('script-ok', okAt) ?? { code: 'heartbeat-came', at: okAt }, tookMs);
}

async function observe(config: HeartbeatConfig, { heard, zone, now }: ProbeContext): Promise<Observation> {
  return judgeHeartbeat(config, heard ?? { since: now, startedAt: null, okAt: null, failedAt: null, says: null, result: null }, zone, now);
}

const spanOf = (config: HeartbeatConfig): string => {
  if (config.expect === 'cron') return config.cron ?? '';
  const { everyMinutes } = config;
  return (everyMinutes * MINUTE) % DAY === 0 ? `${(everyMinutes * MINUTE) / DAY} d` : `${everyMinutes} min`;
};

export const heartbeat: Probe<HeartbeatConfig> = {
  kind: 'heartbeat',
  label: { de: 'Lebenszeichen eines Programms', en: 'Sign of life of a program' },
  help: {
    de: 'Eine Sicherung, ein Abgleich oder ein Skript meldet sich selbst bei krisenfest. Bleibt es still oder meldet einen Fehler, ist das ein Ausfall.',
    en: 'A backup, a synchronisation or a script reports to krisenfest itself. If it stays silent or reports a fault, that is an outage.',
  },
  config: HeartbeatConfig,
  listens: true,
  target: spanOf,
  observe,
};

export const script: Probe<HeartbeatConfig> = {
  ...heartbeat,
  kind: 'script',
  label: { de: 'Ergebnis eines eigenen Skripts', en: 'Result of a script of your own' },
  help: {
    de: 'Ein Skript meldet, was nur es messen kann: in Ordnung, eingeschränkt oder ausgefallen, mit Nachricht, Zahlen und Dauer. Bleibt es still, ist das ein Ausfall.',
    en: 'A script reports what only it can measure: fine, degraded or down, with a message, figures and duration. If it stays silent, that is an outage.',
  },
};
