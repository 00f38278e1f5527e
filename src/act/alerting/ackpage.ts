import type { Instant } from '../../kernel/instant.ts';
import type { Bilingual, Language } from '../../kernel/languages.ts';
import { sha256 } from '../../kernel/sha256.ts';
import { dateTimeText } from '../../kernel/wording.ts';
import { html, paragraphs } from '../../prepare/darkpages/escape.ts';
import { de, en } from './ackpage.texts.ts';
import type { AlertMode } from './request.ts';

/** What the page shows; `pressedAt` null until the button was pressed. */
export type AckPage = {
  readonly language: Language;
  readonly organisation: string;
  readonly zone: string;
  readonly mode: AlertMode;
  readonly subject: Bilingual;
  readonly text: Bilingual;
  readonly name: string;
  readonly acceptedAt: Instant;
  readonly pressedAt: Instant | null;
  /** Path of this page; its form posts to it. */
  readonly path: string;
  /** Where the interface is. */
  readonly home: string;
};

const CSS = `:root{color-scheme:light dark;--paper:#f6f4ee;--card:#fff;--ink:#1b1b1b;--soft:#55524a;--line:#d8d3c6;--deed:#0f5c66;--on-deed:#fff;--red:#b3121d;--ok:#1e6b43}
@media(prefers-color-scheme:dark){:root{--paper:#161614;--card:#201f1c;--ink:#f1eee6;--soft:#b8b2a3;--line:#3b3832;--deed:#7fc4cd;--on-deed:#08282c;--red:#ff8d86;--ok:#7fd1a3}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.5 "Atkinson Hyperlegible Next",Verdana,system-ui,sans-serif}
main{max-width:36rem;margin:0 auto;padding:1.25rem}article{background:var(--card);border:1px solid var(--line);border-top:.4rem solid var(--red);border-radius:.6rem;padding:1.4rem;overflow-wrap:anywhere}
article.calm{border-top-color:var(--deed)}h1{font-size:1.5rem;line-height:1.25;margin:.3rem 0 1rem}p{margin:0 0 1rem}.soft{color:var(--soft);font-size:1rem}
.mark{display:inline-block;border:2px solid currentColor;border-radius:.3rem;padding:.1rem .6rem;font-weight:700;letter-spacing:.06em;margin:0 0 .8rem}
button,a.button{display:block;width:100%;padding:1rem;border:0;border-radius:.6rem;background:var(--deed);color:var(--on-deed);font:inherit;font-weight:700;font-size:1.25rem;text-align:center;text-decoration:none;cursor:pointer}
:focus-visible{outline:3px solid var(--ink);outline-offset:3px}.done{color:var(--ok);font-weight:700}`;

/** Runs in the browser of the person alerted, not here: says that the page stood in the foreground for a second, which no mail filter that merely fetches it does. */
const SCRIPT = `(() => {
let told = false;
const look = () => setTimeout(() => {
  if (told || document.visibilityState !== 'visible') return;
  told = true;
  fetch(location.pathname.replace(/\\/$/, '') + '/seen', { method: 'POST', keepalive: true }).catch(() => { told = false; });
}, 1000);
document.addEventListener('visibilitychange', look);
look();
})()`;

const hashed = (text: string): string => `'sha256-${btoa(String.fromCharCode(...sha256(new TextEncoder().encode(text))))}'`;

/** Nothing from elsewhere, a form that only goes home; the one style sheet and the one script are allowed by their hashes. */
export const ACK_POLICY = `default-src 'none'; style-src ${hashed(CSS)}; script-src ${hashed(SCRIPT)}; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

const frame = (lang: string, title: string, body: string): string => `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${html(title)}</title>
<style>${CSS}</style>
</head>
<body><main>${body}</main></body>
</html>
`;

/** The page of a link: what it is about, and the button; after it was pressed, thanks. Works without script. */
export function ackPage(page: AckPage): string {
  const { language, mode, organisation, zone, name, acceptedAt, pressedAt, path, home } = page;
  const t = language === 'de' ? de : en;
  const mark = mode === 'actual' ? '' : `<p class="mark">${t.mark[mode]}</p><p>${t.note[mode]}</p>`;
  const when = `<p class="soft">${html(t.raised(dateTimeText(acceptedAt, zone, language)))} ${html(t.from(organisation))}</p>`;
  const about = `${mark}${when}<h1>${html(page.subject[language])}</h1>${paragraphs(page.text[language])}`;
  const title = `${mode === 'actual' ? '' : `${t.mark[mode]}: `}${page.subject[language]}`;
  const deed =
    pressedAt === null
      ? `<p>${html(t.asked(name))}</p><form method="post" action="${html(path)}"><button type="submit">${t.press}</button></form><script>${SCRIPT}</script>`
      : `<p class="done" role="status">${html(t.done(name))}</p><p class="soft">${html(t.doneAt(dateTimeText(pressedAt, zone, language)))}</p>${
          mode === 'test'
            ? `<p>${t.noTask}</p>`
            : `<p><a class="button" href="${html(home)}">${t.open}</a></p><p class="soft">${t.openNote}</p>`
        }`;
  return frame(t.lang, title, `<article${mode === 'actual' ? '' : ' class="calm"'}>${about}${deed}</article>`);
}

/** The same for links that never were and for those of alerts that are over, in both languages: nobody knows whose it is. */
export const GONE_PAGE = frame(
  'de',
  de.goneTitle,
  `<article class="calm"><h1>${html(de.goneTitle)}</h1><p>${html(de.gone)}</p><div lang="en"><h2>${html(en.goneTitle)}</h2><p>${html(en.gone)}</p></div></article>`,
);
