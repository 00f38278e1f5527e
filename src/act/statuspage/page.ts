import { type Instant, toIso } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { spanText } from '../../kernel/wording.ts';
import { html, paragraphs } from '../../prepare/darkpages/escape.ts';
import { wallTime } from '../../prepare/darkpages/times.ts';
import { bars, dayByDay, HATCHING, legend, percent } from './bars.ts';
import { overallOf, type PlannedMaintenance, type ShownComponent, type StatusContent } from './content.ts';
import { uptimeTogether } from './days.ts';
import type { Happening } from './happenings.ts';
import { de, en } from './page.texts.ts';
import { STATUS_CSP, STYLE } from './style.ts';
import { inLanguage, type PublicWords } from './words.ts';

const words = { de, en };

/** The way from one language's page to the other's; relative, so that it holds on any host and below any path. */
const other = { de: { language: 'en', href: 'en/' }, en: { language: 'de', href: '../' } } as const;

/** Names of components in a language, in the order of the page; of one that is shown no more nothing is said. */
export const namesOf = (keys: readonly string[], components: readonly ShownComponent[], language: Language): string[] =>
  components.filter(({ key }) => keys.includes(key)).map(({ name }) => inLanguage(name, language).text);

/** What a happening is called: the words of a person, else the names of what was disrupted. */
export function titleOf({ title, components }: Happening, all: readonly ShownComponent[], language: Language): string {
  return title === null ? words[language].silent(namesOf(components, all, language)) : inLanguage(title, language).text;
}

/** Its language where it is not that of the page. */
const langOf = (text: PublicWords, language: Language): string => {
  const { lang } = inLanguage(text, language);
  return lang === language ? '' : ` lang="${lang}"`;
};

/** One page with everything in it: no script, no request to anywhere. */
export function page(content: StatusContent, language: Language): string {
  const t = words[language];
  const { company, components, happenings, maintenance, zone, writtenAt, intro } = content;
  const moment = (at: Instant): string => t.at(wallTime(at, zone));
  const time = (at: Instant): string => `<time datetime="${toIso(at)}">${html(moment(at))}</time>`;
  const say = (text: PublicWords): string => html(inLanguage(text, language).text);
  const overall = overallOf(content);
  const headline = t.overall[overall.kind](overall.which.map(({ name }) => inLanguage(name, language).text));

  const component = ({ key, name, state }: ShownComponent): string => {
    const days = content.days.get(key) ?? [];
    const share = uptimeTogether(days);
    const measured = days.filter(({ uptime }) => uptime !== null).length;
    return [
      `<section class="card" aria-labelledby="c-${key}"><div class="row"><h3 id="c-${key}"${langOf(name, language)}>${say(name)}</h3><span class="state ${state}">${html(t.states[state])}</span></div>`,
      bars(days, language),
      `<p class="times">${html(share === null ? t.neverMeasured : t.uptime(percent(share, language), measured))}</p>`,
      `${dayByDay(days, language)}</section>`,
    ].join('');
  };

  const affected = (keys: readonly string[]): string => {
    const names = namesOf(keys, components, language);
    return names.length === 0 ? '' : `<p class="times">${html(t.affects)}: ${html(names.join(', '))}</p>`;
  };

  const happening = (one: Happening): string => {
    const { title, from, until, messages } = one;
    const times =
      until === null
        ? html(t.since('')) + time(from)
        : `${time(from)} – ${time(until)} · ${html(t.lasted(spanText(until - from, language)))}`;
    const list = messages.map(
      ({ at, phase, text }) =>
        `<li><b>${html(t.phases[phase])}</b> <span class="times">${time(at)}</span><div${langOf(text, language)}>${paragraphs(inLanguage(text, language).text)}</div></li>`,
    );
    return [
      `<section class="card${until === null ? ' now' : ''}"><h3${title === null ? '' : langOf(title, language)}>${html(titleOf(one, components, language))}</h3>`,
      `<p class="times">${times}</p>`,
      title === null ? '' : affected(one.components),
      list.length === 0 ? '' : `<ol class="messages">${list.join('')}</ol>`,
      '</section>',
    ].join('');
  };

  const window = ({ from, until, components: keys }: PlannedMaintenance): string =>
    `<section class="card"><h3>${html(namesOf(keys, components, language).join(', '))}</h3><p class="times">${time(from)} – ${time(until)}${from <= writtenAt ? ` · ${html(t.open)}` : ''}</p></section>`;

  const titled = happenings.filter((one) => one.title !== null || namesOf(one.components, components, language).length > 0);
  const current = titled.filter(({ until }) => until === null);
  const past = titled.filter(({ until }) => until !== null);
  const { language: elsewhere, href } = other[language];
  const site = content.site === null ? '' : `<li><a href="${html(content.site)}">${html(t.site)}</a></li>`;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="${STATUS_CSP}"><meta name="referrer" content="no-referrer">`,
    content.hidden ? '<meta name="robots" content="noindex,nofollow">' : '',
    `<title>${html(t.title(company))}</title><meta name="description" content="${html(headline)}">`,
    `<link rel="icon" href="data:,"><link rel="alternate" hreflang="${elsewhere}" href="${href}"><link rel="alternate" type="application/atom+xml" href="feed.xml">`,
    `<style>${STYLE}</style></head><body>${HATCHING}<a class="skip" href="#content">${html(t.skip)}</a>`,
    `<header><b>${html(company)}</b><nav aria-label="${html(t.languages)}"><a href="${href}" lang="${elsewhere}" hreflang="${elsewhere}">${html(words[elsewhere].language)}</a></nav></header>`,
    `<main id="content"><h1 class="${overall.kind}">${html(headline)}</h1>`,
    `<p class="stamp"><b>${html(t.asOf)}: ${time(writtenAt)}</b></p><p class="stamp">${html(t.own(company, t.every(content.everyMinutes)))}</p>`,
    intro === null ? '' : `<div${langOf(intro, language)}>${paragraphs(inLanguage(intro, language).text)}</div>`,
    current.length === 0 ? '' : `<h2>${html(t.current)}</h2>${current.map(happening).join('')}`,
    maintenance.length === 0 ? '' : `<h2>${html(t.planned)}</h2>${maintenance.map(window).join('')}`,
    components.length === 0 ? '' : `<h2>${html(t.components)}</h2>${components.map(component).join('')}${legend(language)}`,
    `<h2>${html(t.history)}</h2>${past.length === 0 ? `<p>${html(t.nothing)}</p>` : past.map(happening).join('')}`,
    `</main><footer><ul>${site}<li><a href="feed.xml">${html(t.feed)}</a></li><li><a href="${language === 'en' ? '../' : ''}status.json">${html(t.machine)}</a></li></ul>`,
    content.imprint === '' ? '' : `<h2>${html(t.imprint)}</h2>${paragraphs(content.imprint)}`,
    '</footer></body></html>\n',
  ].join('');
}
