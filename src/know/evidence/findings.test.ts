import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shippedCatalogue } from '../discovery/resolvers/shipped.ts';
import { type InventoryNode, NodeContents } from '../inventory/inventory.ts';
import { withEvidence } from './entered.ts';
import type { DayCount, Item, Strength } from './evidence.ts';
import { type Brought, findingsOf } from './findings.ts';

const catalogue = shippedCatalogue();
const item = (more: Partial<Item> = {}): Item => ({
  subject: 'provider:slack',
  provider: 'slack',
  name: 'Slack',
  role: 'office',
  strength: 'used',
  candidates: [],
  traces: [],
  ...more,
});
const brought = (at: number, of: Item, kind: Brought['kind'] = 'pihole'): Brought => ({ importId: String(at), kind, at, item: of });
const dns = (...days: DayCount[]): Item['traces'] => [{ kind: 'dns', domain: 'slack.com', days }];
const all = (list: readonly Brought[], nodes: readonly InventoryNode[] = []) => findingsOf(list, new Map(), nodes, catalogue, new Map());
const node = (contents: object, key: string): InventoryNode => ({ ...NodeContents.parse(contents), key });

test('two logs of the same days count each day once, with the larger number', () => {
  const [one, ...others] = all([
    brought(1, item({ traces: dns(['2026-11-19', 4], ['2026-11-20', 3]) })),
    brought(2, item({ traces: dns(['2026-11-20', 7], ['2026-11-21', 5]) })),
  ]);
  assert.deepEqual(others, []);
  assert.deepEqual(one?.sources, [{ kind: 'pihole', at: 2, traces: dns(['2026-11-19', 4], ['2026-11-20', 7], ['2026-11-21', 5]) }]);
});

test('the strongest word counts, in whatever order files are brought', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<Strength>('used', 'hint', 'own', 'question', 'unknown'), { minLength: 1, maxLength: 6 }),
      (words) => {
        const list = words.map((strength, n) => brought(n, item({ strength })));
        assert.deepEqual(
          all(list).map(({ strength }) => strength),
          all([...list].reverse()).map(({ strength }) => strength),
        );
        assert.equal(all(list)[0]?.strength === 'used', words.includes('used'));
      },
    ),
  );
});

test('what the inventory has already is known: by the catalogue, by name, or as one of several products', () => {
  const provider = { catalogueId: 'slack', reach: 'US-CLOUD-Act' };
  const nodes = [
    node({ kind: 'cause', name: 'Unser Chat', provider }, 'chat'),
    node({ kind: 'service', name: 'Zeichnungsbox Nord' }, 'box'),
    node({ kind: 'cause', name: 'Google Ads', provider: { catalogueId: 'google-ads' } }, 'ads'),
  ];
  const list = [
    brought(1, item()),
    brought(1, item({ subject: 'name:zeichnungsbox nord', provider: null, name: 'ZEICHNUNGSBOX Nord', strength: 'unknown' })),
    brought(
      1,
      item({
        subject: 'seller:x',
        provider: null,
        name: 'Google Ireland',
        strength: 'question',
        candidates: ['google-workspace', 'google-ads'],
      }),
    ),
    brought(1, item({ subject: 'provider:miro', provider: 'miro', name: 'Miro' })),
  ];
  assert.deepEqual(
    all(list, nodes).map(({ name, state, nodeKey }) => [name, state, nodeKey]),
    [
      ['Miro', 'open', null],
      ['Slack', 'known', 'chat'],
      ['Google Ireland', 'known', 'ads'],
      ['ZEICHNUNGSBOX Nord', 'known', 'box'],
    ],
  );
});

test('entering the same thing twice adds nothing, and what is entered is known from then on', () => {
  const empty = { company: { name: 'Firma', employees: 10, hourlyRate: 50 }, response: null, teams: [], nodes: [], dependencies: [] };
  const list = [
    brought(1, item()),
    brought(1, item({ subject: 'own:exchange', provider: null, name: 'Microsoft Exchange Server', strength: 'own', role: 'mail' })),
    brought(1, item({ subject: 'name:box', provider: null, name: 'Box Nord', strength: 'unknown' })),
  ];
  const chosen = all(list).map((finding) => ({ finding, as: undefined }));
  const once = withEvidence(empty, chosen, catalogue, () => 'gesehen');
  assert.ok(once.added.length >= 4);
  assert.ok(all(list, once.inventory.nodes).every(({ state }) => state === 'known'));
  assert.deepEqual(withEvidence(once.inventory, chosen, catalogue, () => 'gesehen').added, []);
});
