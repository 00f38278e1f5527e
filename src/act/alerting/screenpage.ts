import type { Language } from '../../kernel/languages.ts';
import { sha256 } from '../../kernel/sha256.ts';
import { html } from '../../prepare/darkpages/escape.ts';
import type { AlertMode } from './request.ts';
import { de, en } from './screen.texts.ts';

/** An alert as a screen shows it: no link, no address of anybody. Time in ms since 1970. */
export type ShownAlert = {
  readonly id: string;
  readonly mode: AlertMode;
  readonly subject: string;
  readonly text: string;
  readonly at: number;
  /** Names of those who have acknowledged. */
  readonly confirmed: readonly string[];
};

const CSS = `:root{color-scheme:dark}*{box-sizing:border-box}body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:#161614;color:#f1eee6;font:clamp(1.1rem,1.6vw,2rem)/1.4 "Atkinson Hyperlegible Next",Verdana,system-ui,sans-serif}
header,footer{display:flex;flex-wrap:wrap;gap:.5rem 2rem;justify-content:space-between;align-items:center;padding:1rem 2rem}main{flex:1;display:flex;flex-direction:column;gap:1.5rem;justify-content:center;padding:0 2rem}
#clock{font-size:1.6em;font-weight:700;font-variant-numeric:tabular-nums}.calm{font-size:2.4em;text-align:center;color:#b8b2a3;margin:0}
article{border:.5rem solid #b3121d;background:#2a1214;border-radius:1rem;padding:1.5rem 2rem;overflow-wrap:anywhere}article.exercise,article.test{border-color:#7fc4cd;background:#12262a}
.mark{font-weight:700;letter-spacing:.08em;font-size:1.3em;margin:0}article h1{font-size:2.4em;line-height:1.15;margin:.3rem 0 .6rem}article p{margin:.3rem 0;white-space:pre-line}.who{color:#d8d3c6}
#lost{background:#e0a100;color:#161614;font-weight:700;padding:1rem 2rem;margin:0}button{font:inherit;font-weight:700;padding:.6rem 1.2rem;border:0;border-radius:.6rem;background:#7fc4cd;color:#08282c;cursor:pointer}:focus-visible{outline:3px solid #fff;outline-offset:3px}[hidden]{display:none!important}article h1{hyphens:auto}@media(max-width:40rem){header,footer,main{padding-left:1rem;padding-right:1rem}article{padding:1rem;border-width:.35rem}article h1{font-size:1.6em}}`;

/** Runs in the browser of the screen, not here. Draws what the stream says, with the words of the page's data; makes a sound while an alert is not acknowledged. */
const SCRIPT = `(() => {
const words = JSON.parse(document.getElementById('words').textContent);
const by = (id) => document.getElementById(id);
const time = (ms) => new Date(ms).toLocaleTimeString(words.lang, { hour: '2-digit', minute: '2-digit', timeZone: words.zone });
const part = (name, text, className) => { const one = document.createElement(name); one.textContent = text; if (className) one.className = className; return one; };
let audio; let loud = false; let lostAt = null;
const beep = () => {
  if (!audio || !loud) return;
  for (let n = 0; n < 3; n++) {
    const tone = audio.createOscillator(); const gain = audio.createGain(); const at = audio.currentTime + n * 0.35;
    tone.type = 'square'; tone.frequency.value = n % 2 ? 660 : 880; gain.gain.value = 0.5;
    tone.connect(gain).connect(audio.destination); tone.start(at); tone.stop(at + 0.25);
  }
};
setInterval(beep, 3000);
setInterval(() => { by('clock').textContent = time(Number(new Date)); }, 1000);
by('sound').addEventListener('click', () => { audio = new AudioContext(); by('sound').textContent = words.soundIsOn; beep(); });
const draw = (alerts) => {
  const main = by('alerts');
  loud = alerts.some((one) => one.confirmed.length === 0);
  main.replaceChildren(...(alerts.length === 0 ? [part('p', words.calm, 'calm')] : alerts.map((one) => {
    const box = document.createElement('article');
    box.className = one.mode;
    box.append(part('p', words.mark[one.mode] + ' · ' + time(one.at), 'mark'), part('h1', one.subject), part('p', one.text),
      part('p', one.confirmed.length === 0 ? words.nobody : words.confirmed + ' ' + one.confirmed.join(', '), 'who'));
    return box;
  })));
};
const stream = new EventSource(location.pathname.replace(/\\/$/, '') + '/stream');
stream.addEventListener('state', (event) => { draw(JSON.parse(event.data)); lostAt = null; by('lost').hidden = true; by('line').textContent = words.connected; });
stream.addEventListener('error', () => {
  lostAt = lostAt ?? Number(new Date);
  by('lost').textContent = words.lost + ' (' + words.since + ' ' + time(lostAt) + ')';
  by('lost').hidden = false; by('line').textContent = '';
  if (stream.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 10000);
});
})();`;

/** Whose page, where it hangs, in which language and time zone (IANA). */
type ScreenPage = { readonly organisation: string; readonly room: string; readonly language: Language; readonly zone: string };

const hashed = (text: string): string => `'sha256-${btoa(String.fromCharCode(...sha256(new TextEncoder().encode(text))))}'`;

/** Nothing from elsewhere; style and script are allowed by their hashes. */
export const SCREEN_POLICY = `default-src 'none'; style-src ${hashed(CSS)}; script-src ${hashed(SCRIPT)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The page of a screen; what it shows comes over its stream. Says that it has no connection rather than that there is no alert. */
export function screenPage({ organisation, room, language, zone }: ScreenPage): string {
  const t = language === 'de' ? de : en;
  const { calm, connected, lost, since, soundIsOn, nobody, confirmed, mark, lang } = t;
  const words = JSON.stringify({ calm, connected, lost, since, soundIsOn, nobody, confirmed, mark, lang, zone }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="${t.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${html(t.title(organisation))}</title>
<style>${CSS}</style>
</head>
<body>
<p id="lost" role="alert" hidden></p>
<header><strong>${html(organisation)} · ${html(room)}</strong><span id="clock"></span></header>
<main id="alerts" aria-live="assertive"><p class="calm">${html(t.noConnectionYet)}</p><noscript><p>${html(t.noScript)}</p></noscript></main>
<footer><span id="line">${html(t.noConnectionYet)}</span><button type="button" id="sound">${html(t.soundOn)}</button></footer>
<script type="application/json" id="words">${words}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}
