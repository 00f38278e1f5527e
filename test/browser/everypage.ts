import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Firm } from '../world/house.ts';

type Listed = Readonly<Record<string, readonly { readonly id: string }[]>>;

/** The first of what a list has, for the page that shows one of them. */
const LISTS: Readonly<Record<string, string>> = {
  'prepare/plans/:id': '/plans',
  'prepare/statements/:id': '/statements',
  'prepare/emergency-site/:id': '/dark-pages',
  'watch/checks/:id': '/checks',
  'watch/checks/:id/edit': '/checks',
  'watch/signals/:id': '/signals',
  'act/incidents/:id': '/incidents',
  'learn/reviews/:id': '/reviews',
};

/** The paths that `pages.ts` lists. Read as text: what it imports is for the browser. */
const listed = [
  ...readFileSync(join(import.meta.dirname, '../../src/web/pages.ts'), 'utf8').matchAll(/(?:path: |RAISE_PATH = )'([^']+)'/g),
].map(([, path = '']) => path);

/** Every page that the firm can open, with the first of each list where one is shown. Below `/o/<firm>/`. */
export async function pathsOf(firm: Firm): Promise<string[]> {
  const paths: string[] = [];
  for (const path of listed) {
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

/** Something to show on every page: the sample firm, a channel, people, an exercise that is over and an emergency that goes on. */
export async function fillEveryPage(firm: Firm, mailPort = 2525): Promise<void> {
  const ok = async (method: string, path: string, body: unknown) => {
    const answer = await firm.call(method, `${firm.root}${path}`, body);
    assert.ok(answer.status < 300, `${path}: ${answer.text}`);
    return answer.body as { id: string };
  };
  await ok('POST', '/sample', {});
  const settings = { host: '127.0.0.1', port: mailPort, security: 'none', from: 'alarm@muehlhaus-maschinenbau.example' };
  await ok('POST', '/channels', { kind: 'email', name: 'Mail', settings });
  await ok('POST', '/people', { name: 'Karin Petersen', email: 'petersen@muehlhaus.example', role: 'crisisTeam' });
  await ok('POST', '/tokens', { name: 'Überwachung', role: 'auditor', scope: 'read', validForDays: 365 });
  const past = await ok('POST', '/incidents', { mode: 'exercise', title: 'Planbesprechung Stromausfall' });
  await ok('POST', `/incidents/${past.id}/stand-down`, {});
  await ok('POST', '/incidents', { mode: 'actual', title: 'Verschlüsselung in der Verwaltung entdeckt', nodeIds: ['dateien'] });
}
