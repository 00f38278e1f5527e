import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant } from '../../kernel/instant.ts';
import { DarkSiteContent } from './content.ts';
import { approvalOf, contentOf, type DarkPageContents, EMPTY_PROFILE, keyOf, sampleOccasion, withVoided } from './prepared.ts';
import { renderDarkSite } from './render.ts';
import { darkPageFrom, darkPageTemplates } from './templates.ts';
import { HEAVIEST_PAGE, pageWeight } from './weight.ts';

const now = instant(Date.UTC(2026, 10, 22, 9));
const firm = { name: 'Musterbau GmbH', zone: 'Europe/Berlin' };
const profile = { ...EMPTY_PROFILE, site: 'https://www.musterbau.example/' };
const [neutral] = darkPageTemplates.map((template) => darkPageFrom(template, 'de'));
assert.ok(neutral);
const released: DarkPageContents = {
  ...neutral,
  approval: { by: 'Eva', at: now, key: keyOf(neutral, profile, firm.name), voidedAt: null },
};

test('a release counts for exactly the words it was given for', () => {
  const state = (page: DarkPageContents, frame = profile, name = firm.name) => approvalOf(page, frame, name).state;
  assert.equal(state(neutral), 'none');
  assert.equal(state(released), 'valid');
  assert.equal(state({ ...released, title: 'anders genannt' }), 'valid');
  assert.equal(state({ ...released, kind: 'crisis' }), 'void');
  assert.equal(state({ ...released, text: { ...released.text, en: { ...released.text.en, headline: 'Outage' } } }), 'void');
  assert.equal(state(released, { ...profile, imprint: 'neu' }), 'void');
  assert.equal(state(released, { ...profile, site: 'https://andere.example/' }), 'void');
  assert.equal(state(released, profile, 'Andere GmbH'), 'void');
});

test('a release that was voided does not come back with the old words', () => {
  const changed = withVoided(
    { ...released, text: { ...released.text, de: { ...released.text.de, headline: 'Aus' } } },
    profile,
    firm.name,
    now,
  );
  const back = withVoided({ ...released, approval: changed.approval }, profile, firm.name, now);
  assert.equal(approvalOf(back, profile, firm.name).state, 'void');
  assert.equal(withVoided(released, profile, firm.name, now), released);
});

test('every template is a page within its weight, in both languages, once its placeholders have values', async () => {
  for (const template of darkPageTemplates) {
    const values = { de: { since: 'heute, 9 Uhr' }, en: { since: 'today at 9' } };
    const content = contentOf(darkPageFrom(template, 'de'), profile, firm, sampleOccasion(now, 'actual', values));
    assert.ok(content.ok);
    DarkSiteContent.parse(content.value);
    const site = renderDarkSite(content.value);
    assert.ok(site.ok, template.key);
    for (const path of ['index.html', 'en/index.html']) {
      const weight = await pageWeight(site.value.files.get(path)?.body ?? '');
      assert.ok(weight > 500 && weight < HEAVIEST_PAGE, `${template.key} ${path}: ${weight}`);
    }
  }
});

test('without the address of the usual website nothing goes out, but a preview can be looked at', () => {
  const occasion = sampleOccasion(now, 'actual', { de: {}, en: {} });
  assert.deepEqual(contentOf(neutral, EMPTY_PROFILE, firm, occasion), { ok: false, error: 'no-site' });
  assert.ok(contentOf(neutral, EMPTY_PROFILE, firm, occasion, true).ok);
});
