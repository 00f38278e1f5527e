import { err, ok } from '../../../kernel/result.ts';
import { Rejections, refusal } from '../evidence.ts';
import { Gathered, hostMatcher } from '../match.ts';
import type { EvidenceReader } from '../reader.ts';
import { readMarkup } from './markup.ts';

/** Bookmarks as every browser exports them. Only what the catalogue knows is kept: the rest is nobody's business. */
export const bookmarks: EvidenceReader = {
  kind: 'bookmarks',
  label: { de: 'Lesezeichen des Browsers', en: 'Browser bookmarks' },
  endings: ['.html', '.htm'],
  maxBytes: 200 << 20,
  read: async (file, { catalogue, progress }) => {
    const match = hostMatcher(catalogue);
    const rejections = new Rejections();
    const hosts = new Map<string, number>();
    let rows = 0;
    let other = 0;
    const refused = await readMarkup(
      file,
      { xml: false, root: 'netscape-bookmark-file-1', closed: 'dl', progress },
      {
        open: (name, attributes, line) => {
          const href = name === 'a' ? attributes['href'] : undefined;
          if (href === undefined) return;
          if (!/^https?:/i.test(href)) {
            // Scripts, files and pages of the browser itself are bookmarks, but no services.
            if (/^(?:javascript|data|file|about|place|chrome|edge|feed|mailto|tel|ftp|vivaldi|opera):/i.test(href)) rows++;
            else rejections.add(line(), 'bad-address');
            return;
          }
          if (!URL.canParse(href)) return rejections.add(line(), 'bad-address');
          rows++;
          const hit = match(new URL(href).hostname.toLowerCase());
          if (!hit) {
            other++;
            return;
          }
          const key = `${hit.firm ? 'hint' : 'none'} ${hit.pattern} ${hit.provider.id}`;
          if (hit.firm) hosts.set(key, (hosts.get(key) ?? 0) + 1);
          else other++;
        },
      },
    );
    if (refused) return err(refused);
    if (rows === 0) return err(rejections.count > 0 ? refusal('wrong-kind', rejections.first[0]?.line ?? null) : refusal('no-rows'));
    const gathered = new Gathered();
    for (const [key, count] of hosts) {
      const [, host = '', id = ''] = key.split(' ');
      const provider = catalogue.providers.get(id);
      if (provider) gathered.provider(provider, 'hint', { kind: 'bookmark', host, count });
    }
    const notes = other > 0 ? [{ code: 'private' as const, count: other }] : [];
    return ok({
      items: gathered.items,
      report: { rows, rejected: rejections.count, rejects: rejections.first, from: null, to: null, notes },
    });
  },
};
