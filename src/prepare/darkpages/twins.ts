import { type Instant, toIso } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import type { DarkSiteContent } from './content.ts';
import { de, en } from './darkpages.texts.ts';
import { html, mailto, markdown, telephone } from './escape.ts';
import type { FilledText } from './filled.ts';
import { wallTime } from './times.ts';

const words = { de, en };
const section = (heading: string, body: string): string => (body ? `## ${heading}\n\n${body}\n\n` : '');

/** The page as Markdown, for whoever reads without a browser. */
export function markdownPage(content: DarkSiteContent, language: Language, { text, updates }: FilledText): string {
  const t = words[language];
  const time = (at: Instant): string => t.at(wallTime(at, content.zone));
  const items = (list: readonly string[]): string => list.map((item) => `- ${markdown(item)}`).join('\n');
  const contacts = content.contacts.map(({ label, phone, email, hours }) => {
    const ways = [
      phone === undefined ? '' : `[${markdown(phone)}](${telephone(phone)})`,
      email === undefined ? '' : `[${markdown(email)}](${mailto(email)})`,
      hours === undefined ? '' : markdown(hours[language]),
    ];
    return `- ${markdown(label[language])}: ${ways.filter(Boolean).join(', ')}`;
  });
  const next = content.nextUpdateAt === null ? t.nextOpen : time(content.nextUpdateAt);
  return [
    content.mode === 'exercise' ? `**${t.exerciseSentence}**\n\n` : '',
    `# ${markdown(text.headline)} – ${markdown(content.company.name)}\n\n`,
    `- ${t.since}: ${time(content.since)}\n- ${t.updated}: ${time(content.updatedAt)}\n- ${t.next}: ${next}\n\n`,
    section(t.whatHappened, markdown(text.whatHappened)),
    section(t.doesNot, items(text.doesNot)),
    section(t.works, items(text.works)),
    section(t.reach, `${markdown(text.howToReach)}\n\n${contacts.join('\n')}`.trim()),
    section(t.updates, content.updates.map(({ at }, i) => `### ${time(at)}\n\n${markdown(updates[i] ?? '')}`).join('\n\n')),
    `${t.version(content.version)}\n`,
  ].join('');
}

/** llms.txt: what a language model should read, and where. */
export function llmsTxt(content: DarkSiteContent, filled: Record<Language, FilledText>): string {
  const { name } = content.company;
  const exercise = content.mode === 'exercise' ? `${de.exerciseSentence} ` : '';
  const links = (['de', 'en'] as const).map(
    (language) =>
      `- [${words[language].language}](${content.site.replace(/\/$/, '')}/${language === 'de' ? '' : 'en/'}index.md): ${markdown(filled[language].text.headline)}`,
  );
  return `# ${markdown(name)}\n\n> ${exercise}${markdown(de.about(name))} ${markdown(en.about(name))}\n\n## ${de.pages} / ${en.pages}\n\n${links.join('\n')}\n`;
}

/** An exercise is nobody's to index; the real thing is to be found by everybody. */
export const robotsTxt = (content: DarkSiteContent): string => `User-agent: *\n${content.mode === 'exercise' ? 'Disallow' : 'Allow'}: /\n`;

/** The state for programs of customers and suppliers. */
export function statusJson(content: DarkSiteContent, filled: Record<Language, FilledText>): string {
  const marked = (exercise: string, { text }: FilledText): string =>
    content.mode === 'exercise' ? `${exercise}: ${text.headline}` : text.headline;
  const status = {
    format: 'krisenfest-status@1',
    company: content.company.name,
    mode: content.mode,
    kind: content.kind,
    version: content.version,
    since: toIso(content.since),
    updatedAt: toIso(content.updatedAt),
    nextUpdateAt: content.nextUpdateAt === null ? null : toIso(content.nextUpdateAt),
    headline: { de: marked(de.exercise, filled.de), en: marked(en.exercise, filled.en) },
    works: { de: filled.de.text.works, en: filled.en.text.works },
    doesNot: { de: filled.de.text.doesNot, en: filled.en.text.doesNot },
  };
  return `${JSON.stringify(status, null, 2)}\n`;
}

/** Atom feed (RFC 4287) of the present and the earlier messages. */
export function atomFeed(content: DarkSiteContent, language: Language, { text, updates }: FilledText): string {
  const t = words[language];
  const prefix = content.mode === 'exercise' ? `${t.exercise}: ` : '';
  const entry = (at: Instant, title: string, body: string): string =>
    `<entry><id>${html(content.site)}#${language}-${at}</id><title>${html(prefix + title)}</title><updated>${toIso(at)}</updated><content type="text">${html(body)}</content></entry>`;
  return [
    `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><id>${html(content.site)}#${language}</id>`,
    `<title>${html(prefix + t.feed(content.company.name))}</title><updated>${toIso(content.updatedAt)}</updated>`,
    `<author><name>${html(content.company.name)}</name></author><link href="${html(content.site)}"/>`,
    entry(content.updatedAt, text.headline, text.whatHappened),
    ...content.updates.map(({ at }, i) => entry(at, text.headline, updates[i] ?? '')),
    '</feed>\n',
  ].join('');
}
