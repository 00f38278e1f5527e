import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { inventory } from '../../src/know/inventory/inventory.store.ts';
import { sampleModel } from '../../src/learn/sample/sample.ts';
import { organisations } from '../../src/trust/organisations/organisations.store.ts';
import { hashPassword } from '../../src/trust/people/password.ts';
import { accounts } from '../../src/trust/people/people.store.ts';
import { openPage, shot, startBrowser } from '../world/browser.ts';
import { startHouse, type TestHouse } from '../world/house.ts';
import { assertSound, logIn, pagesMissing } from './visits.ts';

describe('What many firms hang on together, in a real browser', { skip: pagesMissing }, () => {
  let browser: Browser;
  let world: TestHouse;
  const ole = { email: 'ole@nord.example', password: 'ein-langes-kennwort' };
  before(async () => {
    browser = await startBrowser();
    world = await startHouse();
    await world.setUp('Systemhaus Nord');
    const password = await hashPassword(ole.password);
    await world.house.workAcross(async (tx) => {
      const id = await accounts(tx).create({ email: ole.email, name: 'Ole Nord', language: 'de', password });
      for (const n of [1, 2, 3, 4, 5]) {
        const org = await organisations(tx).create({ name: `Betrieb ${n}`, zone: 'Europe/Berlin', language: 'de' });
        await organisations(tx).join(org.id, id, 'operator');
        const store = inventory(tx.in(org.id));
        const { response, teams, nodes, dependencies } = sampleModel(tx.now);
        // Every firm but the last has the provider of the ERP.
        const own = nodes.map((node) => (n === 5 && node.key === 'faktoria' ? { ...node, name: 'Anderes ERP' } : node));
        await store.replace({ ...(await store.all()), response, teams, nodes: own, dependencies });
      }
    });
  });
  after(async () => {
    await browser.close();
    await world.close();
  });

  for (const look of [{}, { width: 360, language: 'en', colours: 'dark' }] as const)
    test(`the operator sees what stops how many, ${'width' in look ? 'on a phone' : 'on a screen'}`, async () => {
      const tab = await openPage(browser, world.url, look);
      await logIn(tab, ole);
      await tab.page.goto(`${world.url}/o/betrieb-1/learn/sector`);
      await tab.page
        .getByRole('heading', {
          name: 'width' in look ? /^A failure of .* hits 5 organisations/ : /^Ausfall „.*“ trifft 5 Betriebe/,
        })
        .waitFor();
      await tab.page
        .getByRole('row', { name: /Faktoria ERP/ })
        .getByText('4')
        .first()
        .waitFor();
      assert.equal(await tab.page.getByText('Anderes ERP').count(), 0, 'what one firm alone has is not shown');
      await shot(tab.page, 'width' in look ? 'sector-phone' : 'sector');
      await assertSound(tab);
      await tab.context.close();
    });
});
