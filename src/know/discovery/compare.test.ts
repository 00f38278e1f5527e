import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesSince } from './compare.ts';
import type { Finding } from './finding.ts';

const finding = (status: Finding['status'], runsOn: string | null = null, confidence = 0.8): Finding => ({
  provider: 'p',
  role: 'mail',
  status,
  confidence,
  reach: 'DE',
  runsOn,
  evidence: [],
});

test('two scans differ by what came, what went and what is used otherwise; a guess that grew surer is no change', () => {
  const before = new Map([
    ['mail:a', finding('observed')],
    ['web:b', finding('observed')],
    ['dns:c', finding('observed')],
    ['hr:d', finding('linked')],
  ]);
  const after = new Map([
    ['mail:a', finding('observed', null, 0.95)],
    ['web:b', finding('observed', 'aws')],
    ['hr:d', finding('observed')],
    ['shop:e', finding('observed')],
  ]);
  const notChecked = [{ what: { code: 'home-page' }, why: { code: 'no-answer' } }] as const;
  assert.deepEqual(changesSince({ findings: before, notChecked: [] }, { findings: after, notChecked }), {
    added: ['shop:e'],
    gone: ['dns:c'],
    changed: ['web:b', 'hr:d'],
    uncertain: [{ code: 'home-page' }],
  });
  const same = { findings: after, notChecked };
  assert.deepEqual(changesSince(same, same), { added: [], gone: [], changed: [], uncertain: [] });
});
