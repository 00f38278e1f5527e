import { useEffect } from 'react';
import { listIncidents } from '../act/incidents/incidents.contract.ts';
import type { Counts } from './counts.ts';
import { useTexts } from './language.tsx';
import { useQueryOf } from './query.ts';
import { de, en } from './shell.texts.ts';

/**
 * Counts what waits in each room and gives it to the navigation. Loaded after the first page, so that what it reads does not
 * weigh on it. Another room's count: one query and one line here.
 */
export default function Counting({ onCounts }: { readonly onCounts: (counts: Counts) => void }) {
  const t = useTexts({ de, en }).waiting;
  const incidents = useQueryOf(listIncidents, { query: { state: 'current' } }, { topics: ['incident'] });
  const proposed = incidents.data?.incidents.filter(({ progress }) => progress.state === 'proposed').length ?? 0;
  useEffect(() => {
    onCounts({ lage: { number: proposed, what: t.proposals(proposed) } });
  }, [onCounts, proposed, t]);
  return null;
}
