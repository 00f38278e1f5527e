import type { Tx } from '../../src/db/work.ts';
import { checks } from '../../src/watch/checks/checks.store.ts';
import { failedSince, settledOf } from '../../src/watch/checks/checks.ts';
import { sayDetail } from '../../src/watch/checks/detail.texts.ts';

/** What counts as failed now, as the live situation asks for it, oldest first; the reason in German. */
export async function openFailures(tx: Tx) {
  const failures = (await checks(tx).list()).flatMap(({ id, name, nodeId, state }) => {
    const from = failedSince(state);
    const settled = settledOf(state);
    if (from === null || settled.kind !== 'down') return [];
    const detail = settled.reason;
    return [{ nodeId, from, checkId: id, name, reason: sayDetail(detail, 'de', 'Europe/Berlin'), detail }];
  });
  return failures.sort((a, b) => a.from - b.from);
}
