import { on, type Route } from '../../../http/route.ts';
import { concerns } from '../paging/paging.store.ts';
import { causeOf, testable, testNow } from './selftest.cases.ts';
import { listSelfTests, runSelfTestsNow, type SelfTestView } from './selftest.contract.ts';
import { selfTests } from './selftest.store.ts';
import { de, en } from './selftest.texts.ts';

export const selfTestRoutes = (): Route[] => [
  on(listSelfTests).handle(({ work }) =>
    work(async (tx) => {
      const known = await selfTests(tx).all();
      const tests: SelfTestView[] = [];
      for (const { id, name } of await testable(tx)) {
        const { state = null, sentAt = null, heardAt = null } = known.get(id) ?? {};
        // Not ready until a text has come back: also while the next one is under way.
        const failed = state !== null && (await concerns(tx).lasts(causeOf(id)));
        const reason = failed ? { de: de.failedNote(name), en: en.failedNote(name) } : null;
        tests.push({ channelId: id, name, state, sentAt, heardAt, reason });
      }
      return { tests };
    }),
  ),
  on(runSelfTestsNow).handle(async ({ work }) => {
    await work(testNow);
    return undefined;
  }),
];
