import type { Instant } from '../../kernel/instant.ts';
import { toIso } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { announcement } from './announcement.ts';
import type { DarkSiteContent, PageContact } from './content.ts';
import { de, en } from './darkpages.texts.ts';
import { html, jsonInHtml, mailto, paragraphs, telephone } from './escape.ts';
import type { FilledText } from './filled.ts';
import { PAGE_CSP, STYLE } from './style.ts';
import { wallTime } from './times.ts';

const words = { de, en };

/** The way from one language's page to the other's; relative, so that it holds on any host and below any path. */
export const otherLanguage: Record<Language, { readonly language: Language; readonly href: string }> = {
  de: { language: 'en', href: 'en/' },
  en: { language: 'de', href: '../?lang=de' },
};

const list = (kind: 'works' | 'fails', heading: string, items: readonly string[]): string =>
  items.length === 0
    ? ''
    : `<section><h2>${html(heading)}</h2><ul class="${kind}">${items.map((item) => `<li>${html(item)}</li>`).join('')}</ul></section>`;

function contact({ label, phone, email, hours }: PageContact, language: Language): string {
  const t = words[language];
  const ways = [
    phone === undefined ? '' : `${t.phone}: <a href="${html(telephone(phone))}">${html(phone)}</a>`,
    email === undefined ? '' : `${t.mail}: <a href="${html(mailto(email))}">${html(email)}</a>`,
    hours === undefined ? '' : `<small>${html(hours[language])}</small>`,
  ];
  return `<li><strong>${html(label[language])}</strong><br>${ways.filter(Boolean).join('<br>')}</li>`;
}

/** One page with everything in it: no script, no request to anywhere. */
export function page(content: DarkSiteContent, language: Language, { text, updates }: FilledText): string {
  const t = words[language];
  const other = otherLanguage[language];
  const exercise = content.mode === 'exercise';
  const { name, logo, imprint } = content.company;
  const time = (at: Instant): string => `<time datetime="${toIso(at)}">${html(t.at(wallTime(at, content.zone)))}</time>`;
  const title = html(`${exercise ? `${t.exercise}: ` : ''}${text.headline} – ${name}`);
  const picture = logo === undefined ? '' : `<img src="data:${logo.type};base64,${logo.base64}" alt="">`;
  const next = content.nextUpdateAt === null ? html(t.nextOpen) : time(content.nextUpdateAt);
  const older = content.updates.map((update, i) => `<li>${time(update.at)}${paragraphs(updates[i] ?? '')}</li>`).join('');
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="${PAGE_CSP}">`,
    exercise ? '<meta name="robots" content="noindex,nofollow">' : '',
    `<title>${title}</title><meta name="description" content="${html(text.whatHappened.slice(0, 200).replaceAll('\n', ' '))}">`,
    `<link rel="icon" href="data:,"><link rel="alternate" hreflang="${other.language}" href="${other.href}">`,
    '<link rel="alternate" type="text/markdown" href="index.md"><link rel="alternate" type="application/atom+xml" href="feed.xml">',
    `<style>${STYLE}</style><script type="application/ld+json">${jsonInHtml(announcement(content, language, text))}</script></head>`,
    `<body class="${content.kind}"><a class="skip" href="#content">${html(t.skip)}</a>`,
    exercise ? `<p class="exercise" role="note">${html(t.exerciseSentence)}</p>` : '',
    `<header><div>${picture}<b>${html(name)}</b></div><nav aria-label="${html(t.languages)}"><a href="${other.href}" lang="${other.language}" hreflang="${other.language}">${html(words[other.language].language)}</a></nav></header>`,
    `<main id="content"><h1>${html(text.headline)}</h1>`,
    `<dl><dt>${html(t.since)}</dt><dd>${time(content.since)}</dd><dt>${html(t.updated)}</dt><dd>${time(content.updatedAt)}</dd><dt>${html(t.next)}</dt><dd>${next}</dd></dl>`,
    `<section><h2>${html(t.whatHappened)}</h2>${paragraphs(text.whatHappened)}</section>`,
    list('fails', t.doesNot, text.doesNot),
    list('works', t.works, text.works),
    `<section class="reach"><h2>${html(t.reach)}</h2>${paragraphs(text.howToReach)}`,
    content.contacts.length === 0 ? '' : `<ul>${content.contacts.map((one) => contact(one, language)).join('')}</ul>`,
    '</section>',
    older ? `<section><h2>${html(t.updates)}</h2><ul>${older}</ul></section>` : '',
    `</main><footer>${imprint === undefined ? '' : `<h2>${html(t.imprint)}</h2>${paragraphs(imprint)}`}<p>${html(t.version(content.version))}</p></footer></body></html>\n`,
  ].join('');
}
