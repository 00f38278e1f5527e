import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type InventoryNode, NodeContents, ProviderDetails } from '../../know/inventory/inventory.ts';
import { catalogueNames, plainName, sharedCauses } from './sharedcauses.ts';

const cause = (name: string, provider: Partial<ProviderDetails> | null = null): InventoryNode => ({
  ...NodeContents.parse({ kind: 'cause', name, provider: provider && ProviderDetails.parse(provider) }),
  key: 'c',
});

const nameOf = (id: string) => (id === 'wolke' ? 'Wolke Europa' : undefined);

test('the same provider is found under the names that firms write', () => {
  assert.equal(plainName('Fördenetz GmbH & Co. KG'), 'fördenetz');
  assert.equal(plainName('  FÖRDENETZ '), 'fördenetz');
  assert.equal(plainName('Example Cloud, Inc.'), 'example cloud');
});

test('who typed only the name of a provider of the catalogue means that one', () => {
  const known = cause('Wolke Europa GmbH', { catalogueId: 'wolke', reach: 'US-CLOUD-Act' });
  const catalogue = catalogueNames([{ nodes: [known] }]);
  assert.deepEqual(
    sharedCauses(known, catalogue, nameOf).map(({ key }) => key),
    ['catalogue:wolke', 'law:us'],
  );
  assert.deepEqual(
    sharedCauses(cause('wolke europa'), catalogue, nameOf).map(({ key }) => key),
    ['catalogue:wolke'],
  );
});

test('only causes are shared: a system of one’s own with a common name is not', () => {
  assert.deepEqual(sharedCauses({ ...cause('ERP'), kind: 'system' }, new Map(), nameOf), []);
});

test('a name that a firm gave a provider of the catalogue is never shown; of others only what all wrote alike', () => {
  const named = (one: InventoryNode) => sharedCauses(one, new Map(), nameOf).map(({ name }) => name);
  assert.deepEqual(named(cause('Wolke (Kennwort bei Frau Muster)', { catalogueId: 'wolke' })), ['Wolke Europa']);
  assert.deepEqual(named(cause('NORDWOLKE GmbH & Co. KG')), ['Nordwolke']);
});

test('one’s own law and what nobody knows are no jurisdiction that could switch off', () => {
  for (const reach of ['DE', 'EU', 'FR', 'self-hosted', 'unknown', ''])
    assert.deepEqual(
      sharedCauses(cause('Anbieter', { reach }), new Map(), nameOf).map(({ kind }) => kind),
      ['provider'],
    );
});
