import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { openFailures } from '../../../test/world/openfailures.ts';
import { startTarget } from '../../../test/world/target.ts';
import { watch, watchingNode } from '../../../test/world/watching.ts';
import { instant } from '../../kernel/instant.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { NodeContents } from '../../know/inventory/inventory.ts';
import { CheckInput } from './checks.contract.ts';
import { checks } from './checks.store.ts';
import { history } from './history.store.ts';

onBothDatabases('what lies in front of checks', (open) => {
  test('the router is down: the website behind it, by the model, and the printer, by hand, are not reachable because of it', async () => {
    const [router, site] = [await startTarget(), await startTarget()];
    const world = await open();
    const { clock, work, org, database } = world;
    const ids = await work(org, async (tx) => {
      const node = (kind: string, name: string) => inventory(tx).addNode(NodeContents.parse({ kind, name }));
      const [routerNode, siteNode] = [await node('device', 'Router'), await node('service', 'Website')];
      const dependency = { any: false, atLeast: 1, for: 'both' as const, buffer: null, loss: 1, note: '' };
      await inventory(tx).addDependency({ of: siteNode.key, on: [routerNode.key], ...dependency });
      const add = (name: string, url: string, rest: object) => {
        const timing = { intervalMs: 20_000, timeoutMs: 2000, retryMs: 5000, misses: 2, recoveries: 1 };
        return checks(tx).add(CheckInput.parse({ name, kind: 'http', config: { url: `${url}/` }, ...timing, ...rest }), name);
      };
      const first = await add('Router', router.url, { nodeId: routerNode.key });
      const website = await add('Website', site.url, { nodeId: siteNode.key });
      const printer = await add('Drucker', site.url, { behind: [first.id] });
      return { router: first.id, website: website.id, printer: printer.id };
    });
    // On PostgreSQL two nodes share the checks, so that what lies in front may be the other one's.
    const nodes = [watchingNode(clock, world.workAcross), ...(world.postgres ? [watchingNode(clock, world.workAcross)] : [])];
    const told = async () => {
      const rows = await database.db.selectFrom('outbox').select(['type', 'data']).where('type', 'like', 'check.%').orderBy('id').execute();
      return rows.map(({ type, data }) => `${type} ${(JSON.parse(data) as { name: string }).name}`);
    };
    await watch(clock, nodes, 45);
    router.status = 500;
    site.status = 500;
    await watch(clock, nodes, 60);
    assert.deepEqual(await told(), ['check.went-down Router']);
    for (const id of [ids.website, ids.printer]) {
      const check = await work(org, (tx) => checks(tx).get(id));
      assert.equal(check.shown, 'behind');
      assert.ok(check.state.kind === 'behind' && check.state.because.kind === 'check' && check.state.because.checkId === ids.router);
      const results = await work(org, (tx) => history(tx).results(id, instant(0), instant(clock.now() + 1)));
      assert.ok(!results.slice(-2).some(({ outcome }) => outcome === 'down'), 'what nobody could see is no downtime');
    }
    assert.deepEqual(
      (await work(org, openFailures)).map(({ checkId }) => checkId),
      [ids.router],
    );
    // The router is back; the website is not.
    router.status = 200;
    await watch(clock, nodes, 60);
    assert.deepEqual((await told()).slice(0, 2), ['check.went-down Router', 'check.came-up Router']);
    assert.deepEqual(new Set((await told()).slice(2)), new Set(['check.went-down Website', 'check.went-down Drucker']));
    for (const node of nodes) await node.stop();
    await router.close();
    await site.close();
  });
});
