import { on, type Route } from '../../../http/route.ts';
import { testable, testNow } from './selftest.cases.ts';
import { listSelfTests, runSelfTestsNow } from './selftest.contract.ts';
import { selfTests } from './selftest.store.ts';

export const selfTestRoutes = (): Route[] => [
  on(listSelfTests).handle(({ work }) =>
    work(async (tx) => {
      const known = await selfTests(tx).all();
      const tests = (await testable(tx)).map(({ id, name }) => {
        const test = known.get(id);
        return { channelId: id, name, state: test?.state ?? null, sentAt: test?.sentAt ?? null, heardAt: test?.heardAt ?? null };
      });
      return { tests };
    }),
  ),
  on(runSelfTestsNow).handle(async ({ work }) => {
    await work(testNow);
    return undefined;
  }),
];
