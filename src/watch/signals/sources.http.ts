import type { Tx } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import { Problem } from '../../kernel/problem.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { signals } from './signals.store.ts';
import { clearAfterOf, criticalOf } from './source.ts';
import {
  addRule,
  addSource,
  bringSourceBack,
  changeSource,
  listSources,
  removeRule,
  removeSource,
  renewSecret,
} from './sources.contract.ts';
import { sources } from './sources.store.ts';

async function mustExist(tx: Tx, nodeId: string): Promise<void> {
  if ((await inventory(tx).nodes()).some(({ key }) => key === nodeId)) return;
  throw new Problem(400, 'bad-input', `There is no resource "${nodeId}" in the inventory.`, [
    { pointer: '/nodeId', message: 'is not in the inventory' },
  ]);
}

/** `publicBase`: what addresses begin with that others call. */
export const sourceRoutes = (publicBase: () => string): Route[] => {
  const urlFor = (id: string) => `${publicBase()}/in/${id}`;
  return [
    on(listSources).handle(({ work }) =>
      work(async (tx) => {
        const store = sources(tx);
        const open = Map.groupBy(await signals(tx).list({ state: 'open' }), ({ source }) => source);
        const assets = new Map((await inventory(tx).nodes()).map(({ key, name }) => [key, name]));
        return {
          sources: (await store.list()).map(({ proof, ...one }) => ({
            ...one,
            proof: proof.kind,
            url: urlFor(one.id),
            open: open.get(one.id)?.length ?? 0,
          })),
          rules: (await store.rules()).map((rule) => ({ ...rule, asset: assets.get(rule.nodeId) ?? null })),
        };
      }),
    ),
    on(addSource).handle(({ work, body, caller }) =>
      work(async (tx) => {
        const { name, kind, critical = criticalOf(kind), clearAfterMs = clearAfterOf(kind), expectMs = null } = body;
        const { proof = kind === 'generic' ? 'signed' : 'token' } = body;
        const { id, secret } = await sources(tx).add({ name, kind, critical, clearAfterMs, expectMs, proof }, caller.name);
        await audit(tx).note(caller.name, 'signalsource.made', id, { name, kind, proof });
        return { id, url: urlFor(id), secret };
      }),
    ),
    on(changeSource).handle(({ work, params, body, caller }) =>
      work(async (tx) => {
        await sources(tx).change(params.id, body);
        await audit(tx).note(caller.name, 'signalsource.changed', params.id, body);
        return undefined;
      }),
    ),
    on(renewSecret).handle(({ work, params, caller }) =>
      work(async (tx) => {
        const secret = await sources(tx).renew(params.id);
        await audit(tx).note(caller.name, 'signalsource.secret-renewed', params.id, {});
        return { id: params.id, url: urlFor(params.id), secret };
      }),
    ),
    on(removeSource).handle(({ work, params, caller }) =>
      work(async (tx) => {
        const { name } = await sources(tx).remove(params.id, caller.name);
        await audit(tx).note(caller.name, 'signalsource.removed', params.id, { name });
        return undefined;
      }),
    ),
    on(bringSourceBack).handle(({ work, params, caller }) =>
      work(async (tx) => {
        const { name } = await sources(tx).bringBack(params.id);
        await audit(tx).note(caller.name, 'signalsource.returned', params.id, { name });
        return undefined;
      }),
    ),
    on(addRule).handle(({ work, body, caller }) =>
      work(async (tx) => {
        await mustExist(tx, body.nodeId);
        const moved = await sources(tx).rule(body.pattern.toLocaleLowerCase('de'), body.nodeId, caller.name);
        await audit(tx).note(caller.name, 'signalrule.made', body.pattern, { nodeId: body.nodeId });
        return { moved };
      }),
    ),
    on(removeRule).handle(({ work, params, caller }) =>
      work(async (tx) => {
        await sources(tx).forgetRule(params.pattern);
        await audit(tx).note(caller.name, 'signalrule.removed', params.pattern, {});
        return undefined;
      }),
    ),
  ];
};
