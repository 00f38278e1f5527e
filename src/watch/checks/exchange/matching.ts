/** A check, so far as it says which one it is. */
export type Likeness = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
};

/** The same settings give the same text, in whatever order they were written; what is not set is left out. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
    .join(',')}}`;
};

const settings = ({ kind, config }: Omit<Likeness, 'id'>): string => `${kind} ${canonical(config)}`;
const plain = (name: string): string => name.trim().toLocaleLowerCase('de');
const named = ({ kind, name }: Omit<Likeness, 'id'>): string => `${kind} ${plain(name)}`;

export type Match = { readonly id: string; readonly by: 'id' | 'settings' | 'name' } | null;

/**
 * Which check that is there each of the incoming ones is, if any: by id, else the same settings (the same name first), else the same
 * kind and name with other settings. Each check is taken at most once, so that two that look at the same stay two.
 */
export function matchAll(
  incoming: readonly (Omit<Likeness, 'id'> & { readonly id: string | null })[],
  there: readonly Likeness[],
): Match[] {
  const free = new Map(there.map((one) => [one.id, one]));
  const matches: Match[] = incoming.map(() => null);
  const round = (by: NonNullable<Match>['by'], fits: (one: Omit<Likeness, 'id'> & { id: string | null }) => readonly string[]) => {
    for (const [n, one] of incoming.entries()) {
      if (matches[n]) continue;
      const id = fits(one).find((candidate) => free.has(candidate));
      if (id === undefined) continue;
      free.delete(id);
      matches[n] = { id, by };
    }
  };
  const index = (key: (one: Omit<Likeness, 'id'>) => string) => {
    const found = Map.groupBy(there, key);
    return (one: Omit<Likeness, 'id'>) => (found.get(key(one)) ?? []).map(({ id }) => id);
  };
  round('id', ({ id }) => (id === null ? [] : [id]));
  round(
    'settings',
    index((one) => `${settings(one)} ${plain(one.name)}`),
  );
  round('settings', index(settings));
  round('name', index(named));
  return matches;
}
