import { listScans } from '../../../know/discovery/discovery.contract.ts';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useHref } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import type { Check } from '../checks.contract.ts';
import { de, en } from '../screens.texts.ts';
import { type Suggestion, suggestions } from '../suggest.ts';
import css from './checks.module.css';
import { useInventory } from './nodes.ts';

const SHOWN_SUGGESTIONS = 6;

const wordOf = (one: Suggestion, t: typeof de): string => {
  if (one.kind !== 'dns') return one.nodeId === null ? t.suggestion[one.kind](one.about) : one.about;
  return t.suggestion[one.config['type'] === 'MX' ? 'MX' : 'NS'](one.about);
};

/** Checks worth having, each one press away. */
export function Suggestions({ checks }: { readonly checks: readonly Check[] }) {
  const t = useTexts({ de, en });
  const href = useHref();
  const { may, inventory } = useInventory();
  const scans = useQueryOf(listScans, { query: { limit: 20 } }, { topics: ['scan'], enabled: may });
  const domains = (scans.data?.scans ?? []).filter(({ state }) => state === 'done').map(({ domain }) => domain);
  const all = suggestions(inventory?.nodes ?? [], domains, checks);
  if (all.length === 0) return null;
  const to = ({ kind, nodeId, config, ...one }: Suggestion) => {
    const { name: domain, ...rest } = config;
    const bound = nodeId === null ? {} : { node: nodeId };
    const asked = domain === undefined ? {} : { domain };
    const words = new URLSearchParams({ kind, name: wordOf({ kind, nodeId, config, ...one }, t), ...bound, ...rest, ...asked });
    return `${href('watch/checks/new')}?${words}`;
  };
  return (
    <Card title={t.suggestionsTitle}>
      <ul className={css['suggestions']}>
        {all.slice(0, SHOWN_SUGGESTIONS).map((one) => (
          <li key={`${one.about} ${one.kind} ${one.config['type'] ?? ''}`}>
            <span>{wordOf(one, t)}</span>
            <LinkButton small href={to(one)}>
              {t.add}
            </LinkButton>
          </li>
        ))}
      </ul>
      {all.length > SHOWN_SUGGESTIONS && <p className="muted small">{t.moreSuggestions(all.length - SHOWN_SUGGESTIONS)}</p>}
    </Card>
  );
}
