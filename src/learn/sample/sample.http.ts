import { on, type Route } from '../../http/route.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { loadSampleFirm } from './sample.cases.ts';
import { loadSample } from './sample.contract.ts';

export const sampleRoutes = (): Route[] => [
  on(loadSample).handle(async ({ work, org, caller }) =>
    work(async (tx) => {
      const loaded = await loadSampleFirm(tx);
      await audit(tx).note(caller.name, 'sample.loaded', org.id, loaded);
      return loaded;
    }),
  ),
];
