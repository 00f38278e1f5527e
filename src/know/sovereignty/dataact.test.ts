import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant } from '../../kernel/instant.ts';
import { articleOf, DUTIES, dataAct } from './dataact.ts';
import { suggested } from './exit.ts';
import { letterOf } from './letter.ts';

test('each duty that the letter leans on stands in the data with its article, and each one of the data stands in the letter', () => {
  assert.deepEqual(dataAct.duties.map(({ id }) => id).sort(), [...DUTIES].sort());
  const asked = {
    kind: 'question' as const,
    organisation: { name: 'Firma', zone: 'Europe/Berlin' },
    to: 'Anbieter',
    service: 'E-Mail',
    now: instant(Date.parse('2026-11-28T09:00:00Z')),
  };
  for (const language of ['de', 'en'] as const) {
    const letter = letterOf({ ...asked, plan: suggested('mail', [], language) }, language);
    const text = [...letter.points, letter.scope].join('\n');
    for (const { id } of dataAct.duties) assert.ok(text.includes(articleOf(id, language)), `${id} in ${language}`);
    assert.match(text, /12\.? Janua?r?y? 2027/);
  }
  assert.equal(articleOf('notice', 'de'), 'Art. 25 Abs. 2 Buchst. d');
  assert.equal(articleOf('exempt', 'de'), 'Art. 31');
});

test('the letter says since when the law applies and when its articles were checked', () => {
  const letter = letterOf(
    {
      kind: 'switch',
      organisation: { name: 'Firma', zone: 'Europe/Berlin' },
      to: 'Anbieter',
      service: 'E-Mail',
      plan: suggested('mail', [], 'de'),
      now: instant(Date.parse('2026-11-28T09:00:00Z')),
    },
    'de',
  );
  assert.match(letter.legal, /12\. September 2025|12\.09\.2025|12\.9\.2025/);
  assert.match(letter.legal, /28\. November 2026|28\.11\.2026/);
});
