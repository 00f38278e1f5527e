import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { pages } from '../../src/web/pages.ts';
import { type Look, openPage, shot, startBrowser } from '../world/browser.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { linkIn, type SmtpSink, startSmtp, textOf } from '../world/smtp.ts';
import { assertSound, pagesMissing, visitPage } from './visits.ts';

const LOOKS = [
  { language: 'de', width: 1280, colours: 'light' },
  { language: 'en', width: 1280, colours: 'dark' },
  { language: 'de', width: 360, colours: 'dark' },
  { language: 'en', width: 360, colours: 'light' },
] as const satisfies readonly Look[];

type Listed = Readonly<Record<string, readonly { readonly id: string }[]>>;

/** The first of what a list has, for the page that shows one of them. */
const LISTS: Readonly<Record<string, string>> = {
  'prepare/plans/:id': '/plans',
  'prepare/statements/:id': '/statements',
  'prepare/emergency-site/:id': '/dark-pages',
  'watch/checks/:id': '/checks',
  'watch/checks/:id/edit': '/checks',
  'act/incidents/:id': '/incidents',
  'learn/reviews/:id': '/reviews',
};

async function pathsOf(firm: Firm): Promise<string[]> {
  const paths: string[] = [];
  for (const { path } of pages) {
    const list = LISTS[path];
    if (list === undefined) paths.push(path);
    else {
      const { body, status, text } = await firm.call('GET', `${firm.root}${list}`);
      assert.equal(status, 200, `${list}: ${text}`);
      const [first] = Object.values(body as Listed).find(Array.isArray) ?? [];
      if (first) paths.push(path.replace(':id', first.id));
    }
  }
  return paths;
}

describe('Every page, to be looked at', { skip: pagesMissing }, () => {
  let browser: Browser;
  let empty: TestHouse;
  let filled: TestHouse;
  let mail: SmtpSink;
  let nobody: Firm;
  let firm: Firm;

  before(async () => {
    browser = await startBrowser();
    [empty, filled] = [await startHouse(), await startHouse()];
    mail = await startSmtp();
    nobody = await empty.setUp('Mühlhaus Maschinenbau GmbH');
    firm = await filled.setUp('Mühlhaus Maschinenbau GmbH');
    const ok = async (method: string, path: string, body: unknown) => {
      const answer = await firm.call(method, `${firm.root}${path}`, body);
      assert.ok(answer.status < 300, `${path}: ${answer.text}`);
      return answer.body as { id: string };
    };
    await ok('POST', '/sample', {});
    const settings = { host: '127.0.0.1', port: mail.port, security: 'none', from: 'alarm@muehlhaus-maschinenbau.example' };
    await ok('POST', '/channels', { kind: 'email', name: 'Mail', settings });
    await ok('POST', '/people', { name: 'Karin Petersen', email: 'petersen@muehlhaus.example', role: 'crisisTeam' });
    await ok('POST', '/tokens', { name: 'Überwachung', role: 'auditor', scope: 'read', validForDays: 365 });
    const past = await ok('POST', '/incidents', { mode: 'exercise', title: 'Planbesprechung Stromausfall' });
    await ok('POST', `/incidents/${past.id}/stand-down`, {});
    await ok('POST', '/incidents', { mode: 'actual', title: 'Verschlüsselung in der Verwaltung entdeckt', nodeIds: ['dateien'] });
  });
  after(async () => {
    await browser.close();
    await mail.close();
    await empty.close();
    await filled.close();
  });

  const tagOf = (state: string, path: string, { language, width, colours }: (typeof LOOKS)[number]) =>
    `gallery-${language}-${width}-${colours}-${state}-${path.replaceAll(/[0-9a-f-]{36}/g, 'one').replaceAll('/', '-')}`;

  for (const look of LOOKS)
    for (const state of ['empty', 'filled'] as const)
      test(`${state}, in ${look.language}, ${look.width} pixels wide, ${look.colours}`, async () => {
        const [house, owner] = state === 'empty' ? [empty, nobody] : [filled, firm];
        const bad: string[] = [];
        await visitPage(browser, house, owner, 'lage', look, async (watched) => {
          const { page } = watched;
          for (const path of await pathsOf(owner)) {
            await page.goto(`${house.url}/o/${owner.slug}/${path}`);
            await page.locator('#main article h1').waitFor();
            await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => undefined);
            await shot(page, tagOf(state, path, look));
            await assertSound(watched, path).catch((error: Error) => bad.push(`${path}: ${error.message}`));
          }
        });
        assert.deepEqual(bad, []);
        assert.deepEqual(house.faults, []);
      });

  test('the doors: set up, log in, acknowledge', async () => {
    const link = mail.mails.map((one) => linkIn(textOf(one))).find((one) => one !== '');
    assert.ok(link, 'a mail with a link came');
    const fresh = await startHouse();
    for (const look of LOOKS)
      for (const [name, url] of [
        ['setup', fresh.url],
        ['login', filled.url],
        ['acknowledge', link],
      ] as const) {
        const watched = await openPage(browser, url, look);
        await watched.page.locator('h1').first().waitFor();
        await shot(watched.page, tagOf('door', name, look));
        await assertSound(watched, name);
        await watched.context.close();
      }
    await fresh.close();
  });
});
