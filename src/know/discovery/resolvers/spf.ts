import { readSpf, type SpfNode, spfTexts } from '../spf.ts';
import type { Asker } from './ask.ts';

const MOST_RECORDS = 24;

type Own = { readonly text: string; readonly records: number };

/** Two records make SPF fail (RFC 7208 §4.5), yet the senders of both are in use: they are read as one. */
function together(texts: readonly string[]): Own | undefined {
  const records = spfTexts(texts);
  return records.length === 0 ? undefined : { text: records.slice(0, 4).join(' '), records: records.length };
}

/**
 * Reads the SPF record of `domain` and everything it includes (RFC 7208). Loops, missing records and what lies beyond 24
 * records are marked in the tree. `own` are TXT texts already known for the domain.
 */
export async function spfTree(ask: Asker, domain: string, own: readonly string[]): Promise<SpfNode | null> {
  const first = together(own);
  if (first === undefined) return null;
  let asked = 1;

  async function node(name: string, known: Own | undefined, above: readonly string[]): Promise<SpfNode> {
    const nothing = (state: SpfNode['state']): SpfNode => ({ domain: name, text: null, records: 0, record: null, children: [], state });
    if (above.includes(name)) return nothing('loop');
    let own = known;
    if (own === undefined) {
      if (asked >= MOST_RECORDS) return nothing('not-followed');
      asked += 1;
      const answer = await ask.reply(name, 'TXT');
      if (!answer) return nothing('unanswered');
      own = together((await ask.records(name, 'TXT')).map((record) => record.text));
      if (own === undefined) return nothing('missing');
    }
    const record = readSpf(own.text);
    // `redirect` is only followed when nothing says `all` (RFC 7208 §6.1).
    const followed = record.terms.flatMap((term) =>
      (term.kind === 'include' || (term.kind === 'redirect' && record.all === null)) && term.target !== null && !term.macro
        ? [{ via: term.kind, target: term.target }]
        : [],
    );
    const children = await Promise.all(
      followed.map(async ({ via, target }) => ({ via, node: await node(target, undefined, [...above, name]) })),
    );
    return { domain: name, ...own, record, children, state: 'read' };
  }

  return node(domain, first, []);
}
