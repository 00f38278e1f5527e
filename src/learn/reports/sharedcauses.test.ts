import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type InventoryNode, NodeContents, ProviderDetails } from '../../know/inventory/inventory.ts';
import { catalogueNames, plainName, sharedCauses } from './sharedcauses.ts';

const cause = (name: string, provider: Partial<ProviderDetails> | null = null): InventoryNode => ({
  ...NodeContents.parse({ kind: 'cause', name, provider: provider && ProviderDetails.parse(provider) }),
  key: 'c',
});

test('the same provider is found under the names that firms write', () => {
  assert.equal(plainName('Fördenetz GmbH & Co. KG'), 'fördenetz');
  assert.equal(plainName('  FÖRDENETZ '), 'fördenetz');
  assert.equal(plainName('Example Cloud, Inc.'), 'example cloud');
});

test('who typed only the name of a provider of the catalogue means that one', () => {
  const known = cause('Wolke Europa GmbH', { catalogueId: 'wolke', reach: 'US-CLOUD-Act' });
  const catalogue = catalogueNames([{ nodes: [known] }]);
  assert.deepEqual(
    sharedCauses(known, catalogue).map(({ key }) => key),
    ['catalogue:wolke', 'reach:US-CLOUD-Act'],
  );
  assert.deepEqual(
    sharedCauses(cause('wolke europa'), catalogue).map(({ key }) => key),
    ['catalogue:wolke'],
  );
});

test('only causes are shared: a system of one’s own with a common name is not', () => {
  assert.deepEqual(sharedCauses({ ...cause('ERP'), kind: 'system' }, new Map()), []);
});
