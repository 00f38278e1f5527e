import { type Instant, toIso } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { html } from '../../prepare/darkpages/escape.ts';
import { wallTime } from '../../prepare/darkpages/times.ts';
import { badgeSvg } from '../../watch/outlets/badge.ts';
import type { PublicState } from '../../watch/outlets/publicstate.ts';
import { overallOf, type StatusContent } from './content.ts';
import { kindOf, uptimeTogether } from './days.ts';
import { de, en } from './page.texts.ts';
import { titleOf } from './page.ts';
import { inLanguage } from './words.ts';

const words = { de, en };
const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at));

/** The state for programs of customers and suppliers; its shape is told in the handbook. */
export function statusJson(content: StatusContent): string {
  const { components, happenings, maintenance } = content;
  const status = {
    format: 'krisenfest-statuspage@1',
    company: content.company,
    writtenAt: toIso(content.writtenAt),
    everyMinutes: content.everyMinutes,
    overall: overallOf(content).kind,
    components: components.map(({ key, name, state }) => {
      const days = content.days.get(key) ?? [];
      return {
        key,
        name,
        state,
        uptime: uptimeTogether(days),
        days: days.map((day) => ({ day: day.day, kind: kindOf(day), uptime: day.uptime, hoursMeasured: day.hours, hoursOf: day.of })),
      };
    }),
    incidents: happenings.map(({ id, title, components: keys, from, until, messages }) => ({
      id,
      title,
      components: keys,
      from: toIso(from),
      until: isoOrNull(until),
      messages: messages.map(({ at, phase, text }) => ({ at: toIso(at), phase, text })),
    })),
    maintenance: maintenance.map(({ from, until, components: keys }) => ({ from: toIso(from), until: toIso(until), components: keys })),
  };
  return `${JSON.stringify(status)}\n`;
}

/** Atom feed (RFC 4287): one entry for each disruption, changed with each message of it. */
export function atomFeed(content: StatusContent, language: Language): string {
  const t = words[language];
  const { company, components, zone, happenings } = content;
  const base = content.address ?? 'urn:krisenfest:status';
  const time = (at: Instant): string => t.at(wallTime(at, zone));
  const entries = happenings.map((one) => {
    const { id, from, until, messages } = one;
    const updated = messages.at(-1)?.at ?? until ?? from;
    const body = [
      until === null ? t.since(time(from)) : t.fromTo(time(from), time(until)),
      ...messages.map(({ at, phase, text }) => `${time(at)} · ${t.phases[phase]}\n${inLanguage(text, language).text}`),
    ];
    return `<entry><id>${html(base)}#${language}-${html(id)}</id><title>${html(titleOf(one, components, language))}</title><updated>${toIso(updated)}</updated><content type="text">${html(body.join('\n\n'))}</content></entry>`;
  });
  return [
    `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><id>${html(base)}#${language}</id>`,
    `<title>${html(t.feedTitle(company))}</title><updated>${toIso(content.writtenAt)}</updated><author><name>${html(company)}</name></author>`,
    content.address === null ? '' : `<link href="${html(content.address)}"/>`,
    ...entries,
    '</feed>\n',
  ].join('');
}

const overallState: Readonly<Record<ReturnType<typeof overallOf>['kind'], PublicState>> = {
  empty: 'unknown',
  down: 'down',
  disruption: 'down',
  checking: 'checking',
  unknown: 'unknown',
  maintenance: 'maintenance',
  up: 'up',
};

/** Badges as files: of everything, and of each component under its key. They say of which moment they are. */
export function badges(content: StatusContent, language: Language): ReadonlyMap<string, string> {
  const t = words[language];
  const asOf = t.at(wallTime(content.writtenAt, content.zone));
  const badge = (label: string, state: PublicState) => badgeSvg({ label, state: t.states[state], asOf }, state);
  const all = overallState[overallOf(content).kind];
  return new Map([
    ['badge.svg', badge(t.badge(content.company), all)],
    ...content.components.map(({ key, name, state }): [string, string] => [
      `badge/${key}.svg`,
      badge(inLanguage(name, language).text, state),
    ]),
  ]);
}
