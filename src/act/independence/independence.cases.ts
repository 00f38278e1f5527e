import type { Tx } from '../../db/work.ts';
import { shippedCatalogue } from '../../know/discovery/resolvers/shipped.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { lastingLoss } from '../../know/simulation/lasting.ts';
import { roleOf } from '../../know/sovereignty/services.ts';
import { checks } from '../../watch/checks/checks.store.ts';
import { channels } from '../alerting/channels/index.ts';
import { type ChannelSettings, channelSettings } from '../alerting/channels.store.ts';
import { darkSite } from '../darksite/darksite.store.ts';
import type { IndependenceView, LifelineView, PurposeView } from './independence.contract.ts';
import { lifelineAnswers } from './independence.store.ts';
import { groundOf, PURPOSES, type Purpose, type Rests, type Standing, standingOf, verdictOf } from './independence.ts';
import { type ChannelFacts, type Facts, lifelinesOf } from './lifelines.ts';
import { machineFacts } from './machine.cases.ts';

/** The host that a channel talks to, where its settings say it openly. */
function hostOf({ settings: { open } }: ChannelSettings): string | null {
  const { host, url } = open;
  if (typeof host === 'string') return host.toLowerCase();
  return typeof url === 'string' ? (URL.parse(url)?.hostname ?? null) : null;
}

function factsOf(channel: ChannelSettings): ChannelFacts[] {
  const kind = channels.find((one) => one.kind === channel.kind);
  if (!kind) return [];
  const host = hostOf(channel);
  const { providers, host: behind } = shippedCatalogue();
  const byHost = host === null ? undefined : (behind('mx', host) ?? behind('cname', host))?.provider.id;
  // Some channels are one company's and no other's: seven, sipgate, Slack, Microsoft Teams.
  const byKind = channel.kind === 'teams' ? 'microsoft-365' : providers.has(channel.kind) ? channel.kind : undefined;
  return [
    {
      id: channel.id,
      kind: channel.kind,
      name: channel.name,
      // A push goes to an account of the device's owner, not of the company.
      shares: kind.kind === 'push' || kind.kind === 'webpush' ? 'nothing' : kind.shares.answer,
      withoutInternet: kind.withoutInternet.answer,
      provider: byHost ?? byKind ?? null,
      host,
    },
  ];
}

async function facts(tx: Tx): Promise<Facts> {
  const all = await inventory(tx).all();
  const byKey = new Map(all.nodes.map((node) => [node.key, node]));
  const { publishers, proxy } = await darkSite(tx).settings();
  return {
    inventory: all,
    channels: (await channelSettings(tx).list()).flatMap(factsOf),
    siteSetUp: publishers.length > 0 || proxy !== null,
    machine: machineFacts(),
    roleOf: (key) => {
      const node = byKey.get(key);
      return node ? roleOf(node) : null;
    },
  };
}

/** What would fail together with what it is there for, reckoned from the model as it is now. */
export async function independenceOf(tx: Tx): Promise<IndependenceView> {
  const known = await facts(tx);
  const watched = new Set((await checks(tx).list()).flatMap(({ nodeId }) => nodeId ?? []));
  const ground = groundOf(known.inventory, watched, lastingLoss(await inventory(tx).modelOf()));
  const found = (ways: readonly Rests[]) => {
    const { standing, shared, vague } = standingOf(ways, ground);
    return { standing, shared: [...shared], vague: [...vague] };
  };
  const lifelines = lifelinesOf(known, await lifelineAnswers(tx).list(), tx.now).map(
    (one): LifelineView => ({ ...one, ...found([one.rests]) }),
  );
  const purposes = PURPOSES.map((purpose): PurposeView => {
    const ways = lifelines.filter((one) => one.of === purpose);
    return { purpose, ways, ...found(ways.map(({ rests }) => rests)) };
  });
  const itself = lifelines.filter((one) => one.of === 'self');
  const standings = Object.fromEntries(purposes.map(({ purpose, standing }) => [purpose, standing])) as Record<Purpose, Standing>;
  return {
    verdict: verdictOf(
      standings,
      itself.map(({ standing }) => standing),
    ),
    purposes,
    itself,
    machine: known.machine,
    nodes: known.inventory.nodes.filter(({ kind }) => kind !== 'process').map(({ key, name, kind }) => ({ key, name, kind })),
  };
}
