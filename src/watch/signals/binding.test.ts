import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { boundTo, fits, formsOf } from './binding.ts';

const nodes = [
  { key: 'erp', name: 'Warenwirtschaft' },
  { key: 'nas', name: 'Dateiserver' },
];
const rule = (pattern: string, nodeId = 'erp') => ({ pattern, nodeId });

test('a host is recognised by its name, with port, in an address, and with its domain', () => {
  for (const name of ['erp01', 'ERP01', 'erp01:9100', 'https://erp01.musterbau.example:8443/login', 'erp01.musterbau.example'])
    assert.equal(boundTo([name], [rule('erp01')], nodes), 'erp', name);
  assert.equal(boundTo(['192.168.10.5:445'], [rule('192.168.10.5')], nodes), 'erp');
  assert.equal(boundTo(['[fd00::5]:443'], [rule('fd00::5')], nodes), 'erp');
  assert.deepEqual(formsOf('192.168.10.5'), ['192.168.10.5']);
});

test('an asset is found by its own name or key without any rule; what nobody knows is not assigned', () => {
  assert.deepEqual([boundTo(['Dateiserver'], [], nodes), boundTo(['nas.musterbau.example'], [], nodes)], ['nas', 'nas']);
  assert.deepEqual([boundTo(['drucker'], [], nodes), boundTo([], [rule('*')], nodes)], [null, null]);
});

test('an exact rule goes before one with a star, a rule before a name that is merely the same, and the most precise name decides', () => {
  assert.equal(boundTo(['erp01'], [rule('erp*', 'nas'), rule('erp01')], nodes), 'erp');
  assert.equal(boundTo(['nas'], [rule('n*')], nodes), 'erp');
  assert.equal(boundTo(['nas', 'erp01'], [rule('erp01')], nodes), 'nas');
});

test('a rule for an asset that is gone means nothing', () => {
  assert.equal(boundTo(['erp01'], [rule('erp01', 'gone')], nodes), null);
});

test('a star stands for anything, and nothing else is special', () => {
  assert.ok(fits('a*c', 'abbc') && fits('*', '') && fits('*.example', 'x.example') && fits('a*b*c', 'a1b2c'));
  assert.ok(!fits('a*a', 'a') && !fits('a.c', 'abc') && !fits('a*c', 'abcd'));
  const piece = fc.string({ maxLength: 6 }).filter((text) => !text.includes('*'));
  fc.assert(fc.property(piece, piece, piece, (a, b, c) => fits(`${a}*${c}`, `${a}${b}${c}`)));
});
