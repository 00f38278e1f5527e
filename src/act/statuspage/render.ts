import type { Language } from '../../kernel/languages.ts';
import { type DarkSite, type SiteFile, sealed } from '../../prepare/darkpages/render.ts';
import type { StatusContent } from './content.ts';
import { page } from './page.ts';
import { atomFeed, badges, statusJson } from './twins.ts';

const folder: Readonly<Record<Language, string>> = { de: '', en: 'en/' };

/** Renders the status page as files for any web server: German at the top, English below `en/`. Pure: the same content, the same bytes. */
export function renderStatusPage(content: StatusContent): DarkSite {
  const files = new Map<string, SiteFile>([['status.json', { type: 'application/json', body: statusJson(content) }]]);
  for (const language of ['de', 'en'] as const) {
    const into = folder[language];
    files.set(`${into}index.html`, { type: 'text/html; charset=utf-8', body: page(content, language) });
    files.set(`${into}feed.xml`, { type: 'application/atom+xml; charset=utf-8', body: atomFeed(content, language) });
    for (const [path, body] of badges(content, language)) files.set(`${into}${path}`, { type: 'image/svg+xml; charset=utf-8', body });
  }
  return sealed(files, 'krisenfest-statuspage-files@1');
}
