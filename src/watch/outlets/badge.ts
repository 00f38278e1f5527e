import type { PublicState } from './publicstate.ts';

const FILLS: Readonly<Record<PublicState, string>> = {
  up: '#25694a',
  checking: '#855300',
  down: '#a3390f',
  maintenance: '#4d555c',
  unknown: 'url(#u)',
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Wide enough for the fonts that browsers fall back to. */
const widthOf = (text: string): number => Math.ceil(text.length * 7.1) + 16;

/** What stands on a badge: its name, the state in a word, and the moment it is about. */
export type BadgeWords = { readonly label: string; readonly state: string; readonly asOf: string };

/** A badge as SVG. It says of which moment it is, so that a copy that has grown old is seen to be old. */
export function badgeSvg({ label, state, asOf }: BadgeWords, kind: PublicState): string {
  const right = `${state} · ${asOf}`;
  const [left, whole] = [widthOf(label), widthOf(label) + widthOf(right)];
  const text = (at: number, words: string) => `<text x="${at}" y="15">${escaped(words)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${whole}" height="22" viewBox="0 0 ${whole} 22" role="img" aria-label="${escaped(`${label}: ${right}`)}">`,
    `<title>${escaped(`${label}: ${right}`)}</title>`,
    // Hatched, as unknown is everywhere; dark enough for white letters.
    '<defs><pattern id="u" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#4d555c"/><rect width="4" height="8" fill="#5b636a"/></pattern></defs>',
    `<clipPath id="r"><rect width="${whole}" height="22" rx="4"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${whole}" height="22" fill="#1b2024"/><rect x="${left}" width="${whole - left}" height="22" fill="${FILLS[kind]}"/></g>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="12" text-anchor="middle">${text(left / 2, label)}${text((left + whole) / 2, right)}</g>`,
    '</svg>\n',
  ].join('');
}
