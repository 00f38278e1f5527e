import { readSpf, type SpfNode, spfTexts } from '../spf.ts';
import type { Asker } from './ask.ts';

const MOST_RECORDS = 24;

/** Two records make SPF fail (RFC 7208 §4.5), yet the senders of both are in use: they are read as one. */
function together(texts: readonly string[]): string | undefined {
  const records = spfTexts(texts).slice(0, 4);
  return records.length === 0 ? undefined : records.join(' ');
}

/**
 * Reads the SPF record of `domain` and everything it includes (RFC 7208). Loops, missing records and what lies beyond 24
 * records are marked in the tree. `own` are TXT texts already known for the domain.
 */
export async function spfTree(ask: Asker, domain: string, own: readonly string[]): Promise<SpfNode | null> {
  const text = together(own);
  if (text === undefined) return null;
  let records = 1;

  async function node(name: string, known: string | undefined, above: readonly string[]): Promise<SpfNode> {
    const nothing = (state: SpfNode['state']): SpfNode => ({ domain: name, text: null, record: null, children: [], state });
    if (above.includes(name)) return nothing('loop');
    let own = known;
    if (own === undefined) {
      if (records >= MOST_RECORDS) return nothing('not-followed');
      records += 1;
      const answer = await ask.reply(name, 'TXT');
      if (!answer) return nothing('unanswered');
      own = together((await ask.records(name, 'TXT')).map((record) => record.text));
      if (own === undefined) return nothing('missing');
    }
    const record = readSpf(own);
    // `redirect` is only followed when nothing says `all` (RFC 7208 §6.1).
    const followed = record.terms.flatMap((term) =>
      (term.kind === 'include' || (term.kind === 'redirect' && record.all === null)) && term.target !== null && !term.macro
        ? [{ via: term.kind, target: term.target }]
        : [],
    );
    const children = await Promise.all(
      followed.map(async ({ via, target }) => ({ via, node: await node(target, undefined, [...above, name]) })),
    );
    return { domain: name, text: own, record, children, state: 'read' };
  }

  return node(domain, text, []);
}
