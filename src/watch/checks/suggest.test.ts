import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestions } from './suggest.ts';

const nodes = [
  { key: 'erp', kind: 'system', name: 'Warenwirtschaft' },
  { key: 'versand', kind: 'process', name: 'Versand' },
  { key: 'm365', kind: 'service', name: 'Microsoft 365' },
];

test('what was scanned and what nobody watches is suggested; processes and what is watched are not', () => {
  const all = suggestions(nodes, ['muehlhaus.example', 'muehlhaus.example'], []);
  assert.deepEqual(
    all.map(({ kind, about }) => `${kind} ${about}`),
    ['http muehlhaus.example', 'dns muehlhaus.example', 'dns muehlhaus.example', 'tcp Warenwirtschaft', 'http Microsoft 365'],
  );
  const existing = [
    { kind: 'http', target: 'www.muehlhaus.example', nodeId: 'm365' },
    { kind: 'dns', target: 'muehlhaus.example MX', nodeId: null },
  ];
  assert.deepEqual(
    suggestions(nodes, ['muehlhaus.example'], existing).map(({ kind, config, nodeId }) => [kind, config, nodeId]),
    [
      ['dns', { name: 'muehlhaus.example', type: 'NS' }, null],
      ['tcp', {}, 'erp'],
    ],
  );
});
