import { Link } from 'wouter';
import { Chip } from '../../../web/parts/chip.tsx';
import type { Column } from '../../../web/parts/table.tsx';
import type { Words } from '../../../web/words.ts';
import type { Check } from '../checks.contract.ts';
import { type de, STATE_ORDER } from '../screens.texts.ts';
import css from './checks.module.css';
import { CheckStateChip } from './state.tsx';

/** What the list says of each check. */
export function columnsOf(
  t: typeof de,
  w: Words,
  nodeName: (key: string) => string,
  say: (check: Check) => string,
  link: (id: string) => string,
) {
  const columns: Column<Check>[] = [
    {
      key: 'name',
      label: t.name,
      by: ({ name, target }) => `${name} ${target}`,
      more: ({ group, tags }) => `${group ?? ''} ${tags.join(' ')}`,
      cell: ({ id, name, target, tags }) => (
        <>
          <Link href={link(id)}>{name}</Link>
          <div className={css['second']}>{target}</div>
          {tags.length > 0 && (
            <div className={css['tags']}>
              {tags.map((tag) => (
                <Chip key={tag}>{tag}</Chip>
              ))}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'state',
      label: t.state,
      by: ({ shown }) => STATE_ORDER.indexOf(shown),
      cell: ({ shown }) => <CheckStateChip shown={shown} />,
    },
    {
      key: 'last',
      label: t.last,
      by: ({ lastAt }) => lastAt,
      cell: (check) =>
        check.lastAt === null ? (
          <span className="muted">{t.detail.never}</span>
        ) : (
          <>
            {w.ago(check.lastAt)}
            {check.shown !== 'up' && <div className={css['second']}>{say(check)}</div>}
          </>
        ),
    },
    {
      key: 'response',
      label: t.response,
      align: 'end',
      by: ({ last }) => (last?.outcome === 'up' ? last.ms : null),
      cell: ({ last }) => (last?.outcome === 'up' ? `${w.number(last.ms)} ms` : '–'),
    },
    {
      key: 'resource',
      label: t.resource,
      by: ({ nodeId }) => (nodeId === null ? null : nodeName(nodeId)),
      cell: ({ nodeId }) => (nodeId === null ? <span className="muted">{t.noResource}</span> : nodeName(nodeId)),
    },
  ];
  return columns;
}
