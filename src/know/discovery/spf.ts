import type { NotChecked, Reason } from './notchecked.ts';

/** One mechanism or modifier of an SPF record that points somewhere (RFC 7208 §5, §6). */
type SpfTerm =
  | { readonly kind: 'include' | 'redirect' | 'exists' | 'a' | 'mx' | 'ptr'; readonly target: string | null; readonly macro: boolean }
  | { readonly kind: 'ip4' | 'ip6'; readonly network: string };

/** An SPF record in its parts. `all` with its qualifier: `-all`, `~all`, `?all`, `+all`. */
export type SpfRecord = { readonly terms: readonly SpfTerm[]; readonly all: string | null };

/** A record with what it includes. `state` says why there is nothing below: not there, a loop, beyond the limit of this scan. */
export type SpfNode = {
  readonly domain: string;
  readonly text: string | null;
  /** How many SPF records stand at this name; one alone is right (RFC 7208 §4.5). */
  readonly records: number;
  readonly record: SpfRecord | null;
  readonly children: readonly { readonly via: 'include' | 'redirect'; readonly node: SpfNode }[];
  readonly state: 'read' | 'missing' | 'loop' | 'not-followed' | 'unanswered';
};

const isSpf = (text: string): boolean => /^v=spf1(?: |$)/i.test(text);

/** The SPF records among the TXT records of a name; more than one is an error of the domain (RFC 7208 §4.5). */
export const spfTexts = (texts: readonly string[]): readonly string[] => texts.filter(isSpf);

function term(word: string): SpfTerm | undefined {
  const body = word.replace(/^[+\-~?]/, '');
  const match = /^(include|redirect|exists|a|mx|ptr|ip4|ip6)(?:[:=](.{1,300}))?$/i.exec(body) ?? /^(a|mx)(?:\/.{1,8})$/i.exec(body);
  const kind = match?.[1]?.toLowerCase();
  const value = match?.[2] ?? null;
  switch (kind) {
    case 'ip4':
    case 'ip6':
      return value === null ? undefined : { kind, network: value };
    case 'include':
    case 'redirect':
    case 'exists':
    case 'a':
    case 'mx':
    case 'ptr': {
      const target =
        value === null
          ? null
          : value
              .toLowerCase()
              .replace(kind === 'a' || kind === 'mx' ? /\/.*$/ : /$^/, '')
              .replace(/\.$/, '');
      return { kind, target, macro: value?.includes('%{') ?? false };
    }
    default:
      return undefined;
  }
}

/** Reads an SPF record; words that are no SPF are left out. At most 200 words are read. */
export function readSpf(text: string): SpfRecord {
  const words = text.split(/\s+/).slice(1, 201);
  const all = words.find((word) => /^[+\-~?]?all$/i.test(word))?.toLowerCase();
  return {
    terms: words.map(term).filter((one) => one !== undefined),
    all: all === undefined ? null : /^[a-z]/.test(all) ? `+${all}` : all,
  };
}

/** The host that a target with macros still names: `%{ir}._spf.vendor.com` → `_spf.vendor.com`. */
export const withoutMacros = (target: string): string => target.replace(/^.*%\{[^}]{0,20}\}\.?/, '').replace(/^[.-]+/, '');

/** Names that a record sends to, in order: each counts as one lookup; `ip4`, `ip6` and `all` count none. */
const lookupsOf = (record: SpfRecord): number => record.terms.filter((one) => one.kind !== 'ip4' && one.kind !== 'ip6').length;

const WHY: Readonly<Partial<Record<SpfNode['state'], Reason>>> = {
  loop: { code: 'spf-circle' },
  missing: { code: 'spf-missing' },
  'not-followed': { code: 'spf-too-deep' },
};

/** What of the tree could not be read, and why; what nobody answered is told by the question itself. */
export function spfGaps(node: SpfNode): NotChecked[] {
  const why: Reason | undefined = node.records > 1 ? { code: 'spf-several', count: node.records } : WHY[node.state];
  const here: NotChecked[] = why === undefined ? [] : [{ what: { code: 'spf', domain: node.domain }, why }];
  return [...here, ...node.children.flatMap(({ node: child }) => spfGaps(child))];
}

/** DNS lookups that checking this record causes; more than 10 make it invalid (RFC 7208 §4.6.4). */
export function countLookups(node: SpfNode): number {
  return (node.record ? lookupsOf(node.record) : 0) + node.children.reduce((sum, { node: child }) => sum + countLookups(child), 0);
}

/** The `all` in force: the record's own, else that of its `redirect` (RFC 7208 §6.1). */
export function effectiveAll(node: SpfNode): string | null {
  const redirect = node.children.find(({ via }) => via === 'redirect');
  return node.record?.all ?? (redirect ? effectiveAll(redirect.node) : null);
}

/** A target of the company's own record, with the names through which its own domain leads there. */
export type SpfTarget = { readonly host: string; readonly kind: SpfTerm['kind']; readonly in: string };

/**
 * The hosts the record names, not those that a vendor's record names in turn: what a vendor includes is the vendor's
 * business. Records of the domain itself (`include:_spf.firma.de`, `redirect=`) and of hosts that are nobody's service as
 * far as `isVendor` knows (a sister company, an agency) are looked into.
 */
export function spfTargets(node: SpfNode, own: string, isVendor: (host: string) => boolean): SpfTarget[] {
  const here = (node.record?.terms ?? []).flatMap((one): SpfTarget[] => {
    if ('network' in one || one.target === null) return [];
    const host = one.macro ? withoutMacros(one.target) : one.target;
    return host === '' ? [] : [{ host, kind: one.kind, in: node.domain }];
  });
  const below = node.children.flatMap(({ via, node: child }) =>
    via === 'redirect' || child.domain === own || child.domain.endsWith(`.${own}`) || !isVendor(child.domain)
      ? spfTargets(child, own, isVendor)
      : [],
  );
  return [...here, ...below];
}

/** The ranges that the company itself put into its record. */
export function spfNetworks(node: SpfNode, own: string): string[] {
  const here = (node.record?.terms ?? []).flatMap((one) => (one.kind === 'ip4' || one.kind === 'ip6' ? [one.network] : []));
  const below = node.children.flatMap(({ node: child }) =>
    child.domain === own || child.domain.endsWith(`.${own}`) ? spfNetworks(child, own) : [],
  );
  return [...here, ...below];
}
