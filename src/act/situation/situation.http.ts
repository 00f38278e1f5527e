import { on, type Route } from '../../http/route.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { impact } from '../../know/simulation/impact.ts';
import { incidents } from '../incidents/incidents.store.ts';
import { restoreLocked } from '../incidents/incidents.ts';
import { readSituation } from './situation.contract.ts';

export const situationRoutes = (): Route[] => [
  on(readSituation).handle(async ({ work, now }) => {
    const { current, model } = await work(async (tx) => ({
      current: await incidents(tx).list(['open', 'proposed']),
      model: await inventory(tx).modelOf(),
    }));
    const outages = current
      .filter((incident) => incident.mode === 'actual')
      .flatMap((incident) => incident.outages.filter((outage) => outage.until === null));
    const { processes } = impact(
      model,
      outages.map(({ nodeId, from }) => ({ node: nodeId, from })),
      now,
    );
    return {
      incidents: current.map((incident) => ({ ...incident, restoreLocked: restoreLocked(incident) })),
      processes: processes.map(({ rtoAt: _rtoAt, ...process }) => ({ ...process, because: [...process.because] })),
      failing: outages.map(({ nodeId, name, from }) => ({ nodeId, name, from })),
      empty: model.nodes.length === 0,
    };
  }),
];
