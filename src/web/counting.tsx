import { useEffect } from 'react';
import { listIncidents } from '../act/incidents/incidents.contract.ts';
import { listChecks } from '../watch/checks/checks.contract.ts';
import type { Counts } from './counts.ts';
import { useTexts } from './language.tsx';
import { useMay } from './place.ts';
import { useQueryOf } from './query.ts';
import { de, en } from './shell.texts.ts';

/**
 * Counts what waits in each room and gives it to the navigation. Loaded after the first page, so that what it reads does not
 * weigh on it. Another room's count: one query and one line here.
 */
export default function Counting({ onCounts }: { readonly onCounts: (counts: Counts) => void }) {
  const t = useTexts({ de, en }).waiting;
  const maySeeChecks = useMay('watch.read');
  const incidents = useQueryOf(listIncidents, { query: { state: 'current' } }, { topics: ['incident'] });
  const checks = useQueryOf(listChecks, { query: { limit: 1 } }, { topics: ['check'], enabled: maySeeChecks, every: 60_000 });
  const proposed = incidents.data?.incidents.filter(({ progress }) => progress.state === 'proposed').length ?? 0;
  const down = checks.data?.overview.counts.down ?? 0;
  useEffect(() => {
    onCounts({ lage: { number: proposed, what: t.proposals(proposed) }, watch: { number: down, what: t.down(down) } });
  }, [onCounts, proposed, down, t]);
  return null;
}
