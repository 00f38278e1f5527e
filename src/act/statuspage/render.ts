import type { Language } from '../../kernel/languages.ts';
import { type DarkSite, type SiteFile, sealed } from '../../prepare/darkpages/render.ts';
import type { StatusContent } from './content.ts';
import { page } from './page.ts';
import { atomFeed, badges, statusJson } from './twins.ts';

const FORMAT = 'krisenfest-statuspage-files@1';
const folder: Readonly<Record<Language, string>> = { de: '', en: 'en/' };

type Piece = () => readonly (readonly [path: string, file: SiteFile])[];

const file = (path: string, type: string, body: string) => [path, { type, body }] as const;

/** What there is to render, in pieces of a few milliseconds. */
function piecesOf(content: StatusContent): readonly Piece[] {
  const inLanguage = (language: Language): Piece[] => {
    const into = folder[language];
    return [
      () => [file(`${into}index.html`, 'text/html; charset=utf-8', page(content, language))],
      () => [
        file(`${into}feed.xml`, 'application/atom+xml; charset=utf-8', atomFeed(content, language)),
        ...[...badges(content, language)].map(([path, body]) => file(into + path, 'image/svg+xml; charset=utf-8', body)),
      ],
    ];
  };
  return [() => [file('status.json', 'application/json', statusJson(content))], ...inLanguage('de'), ...inLanguage('en')];
}

/** Renders the status page as files for any web server: German at the top, English below `en/`. Pure: the same content, the same bytes. */
export const renderStatusPage = (content: StatusContent): DarkSite =>
  sealed(new Map(piecesOf(content).flatMap((piece) => piece())), FORMAT);

/** The same, with a pause after each piece, so that whoever measures is not kept waiting. */
export async function renderWithPauses(content: StatusContent, pause: () => Promise<unknown>): Promise<DarkSite> {
  const files = new Map<string, SiteFile>();
  for (const piece of piecesOf(content)) {
    for (const [path, one] of piece()) files.set(path, one);
    await pause();
  }
  return sealed(files, FORMAT);
}
