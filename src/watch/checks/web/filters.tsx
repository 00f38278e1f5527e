import { useSearchParams } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { type Check, type Overview } from '../checks.contract.ts';
import { ShownKind } from '../checks.ts';
import * as list from '../list.texts.ts';
import { de, en, STATE_ORDER } from '../screens.texts.ts';
import css from './checks.module.css';
import { nodeChoices, useInventory } from './nodes.ts';
import { Pick } from './pick.tsx';

const KEYS = ['state', 'node', 'group', 'tag'] as const;
type Key = (typeof KEYS)[number];

/** What the list is narrowed down to, kept in the address: going back from a check finds the same list. */
export function useFilters() {
  const [search, setSearch] = useSearchParams();
  const state = ShownKind.safeParse(search.get('state'));
  const chosen: Readonly<Record<Key, string | null>> = {
    state: state.success ? state.data : null,
    node: search.get('node'),
    group: search.get('group'),
    tag: search.get('tag'),
  };
  const fits = ({ shown, nodeId, group, tags }: Check): boolean =>
    (chosen.state === null || shown === chosen.state) &&
    (chosen.node === null || nodeId === chosen.node) &&
    (chosen.group === null || group === chosen.group) &&
    (chosen.tag === null || tags.includes(chosen.tag));
  const choose = (part: Partial<Record<Key, string | null>>) =>
    setSearch(
      (was) => {
        const next = new URLSearchParams(was);
        for (const [key, value] of Object.entries(part)) {
          if (value === null) next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  const clear = () => choose({ state: null, node: null, group: null, tag: null });
  return { chosen, any: KEYS.some((key) => chosen[key] !== null), fits, choose, clear };
}

export type Filters = ReturnType<typeof useFilters>;

/** The states that there are now, with how many; a press shows only those. */
export function StateFilter({ overview, filters }: { readonly overview: Overview; readonly filters: Filters }) {
  const t = useTexts({ de, en });
  const { state } = filters.chosen;
  const some = STATE_ORDER.filter((kind) => overview.counts[kind] > 0);
  if (some.length < 2 && state === null) return null;
  return (
    <fieldset className={css['filters']}>
      <legend className="visually-hidden">{t.filter}</legend>
      <button type="button" className={css['filter']} aria-pressed={state === null} onClick={() => filters.choose({ state: null })}>
        {t.all} {overview.total}
      </button>
      {some.map((kind) => (
        <button
          key={kind}
          type="button"
          className={css['filter']}
          aria-pressed={state === kind}
          onClick={() => filters.choose({ state: kind })}
        >
          {t.states[kind]} {overview.counts[kind]}
        </button>
      ))}
    </fieldset>
  );
}

const ALL = '-';

/** Group, tag and resource, where there is something to choose. */
export function MoreFilters({ checks, filters }: { readonly checks: readonly Check[]; readonly filters: Filters }) {
  const t = useTexts({ de, en });
  const l = useTexts(list);
  const { inventory } = useInventory();
  const { compare } = new Intl.Collator('de', { numeric: true });
  const groups = [...new Set(checks.flatMap(({ group }) => (group === null ? [] : [group])))].sort(compare);
  const tags = [...new Set(checks.flatMap((check) => check.tags))].sort(compare);
  const bound = new Set(checks.flatMap(({ nodeId }) => (nodeId === null ? [] : [nodeId])));
  const nodes = nodeChoices(inventory, t.allResources).filter(({ value }) => value === ALL || bound.has(value));
  const pick = (key: Key, label: string, all: string, choices: readonly { readonly value: string; readonly label: string }[]) =>
    choices.length > 0 && (
      <Pick
        label={label}
        value={filters.chosen[key] ?? ALL}
        onChange={(value) => filters.choose({ [key]: value === ALL ? null : value })}
        choices={[{ value: ALL, label: all }, ...choices]}
      />
    );
  const named = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }));
  return (
    <>
      {pick('group', l.filterGroup, l.allGroups, named(groups))}
      {pick('tag', l.filterTag, l.allTags, named(tags))}
      {nodes.length > 2 && pick('node', t.filterResource, t.allResources, nodes.slice(1))}
    </>
  );
}
