import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownLineChoices } from './ownline.ts';

const check = (rest: object = {}) => ({ kind: 'http', shown: 'up', ownLine: false, uplinkId: null, beyond: '198.51', ...rest });
const [site, ping, mail] = [check(), check({ kind: 'ping', beyond: '203.0' }), check({ kind: 'imap', beyond: '192.0' })];
const router = check({ kind: 'ping', beyond: '' });

test('with one or two providers out there somebody should say which check stands for the own line; a ping is offered first', () => {
  assert.deepEqual(ownLineChoices([site, router]), [site]);
  assert.deepEqual(ownLineChoices([site, ping, router]), [ping, site]);
  assert.deepEqual(ownLineChoices([site, site, site, check({ kind: 'domain', beyond: '9.9' })]), [site, site, site]);
});

test('nothing is offered where a check stands for it, a line is checked, three providers show it together, or nothing lies out there', () => {
  assert.deepEqual(ownLineChoices([site, check({ ownLine: true })]), []);
  assert.deepEqual(ownLineChoices([site, check({ uplinkId: 'lte' })]), []);
  assert.deepEqual(ownLineChoices([site, ping, mail]), []);
  assert.deepEqual(ownLineChoices([router, check({ beyond: null }), check({ shown: 'paused' })]), []);
});
