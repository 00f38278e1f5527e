import type { Tx } from '../../db/work.ts';
import { jsonPointer } from '../../http/problems.ts';
import { Problem } from '../../kernel/problem.ts';
import { darkSite } from '../darksite/darksite.store.ts';
import { publishers } from '../darksite/publishers/index.ts';
import { statusPage } from './statuspage.store.ts';
import { type Host, placeOf } from './statuspage.ts';

export const badInput = (pointer: string, message: string): Problem =>
  new Problem(400, 'bad-input', `The settings are not valid: ${pointer}: ${message}.`, [{ pointer, message }]);

/** Where the emergency website of this organisation lies, as far as it is put anywhere. */
async function emergencyPlaces(tx: Tx): Promise<ReadonlySet<string>> {
  const { publishers: places } = await darkSite(tx).settings();
  return new Set(places.map(({ kind, settings }) => placeOf({ kind, settings: { ...(settings as Record<string, unknown>) } })));
}

/** Refuses places with settings that their kind does not take, that are there twice, or where other pages lie. */
export async function checkPlaces(tx: Tx, hosts: readonly Host[]): Promise<void> {
  const [emergency, others] = [await emergencyPlaces(tx), await statusPage(tx).placesOfOthers()];
  const seen = new Set<string>();
  for (const [n, host] of hosts.entries()) {
    const kind = publishers.find((known) => known.kind === host.kind);
    if (!kind) throw badInput(`/hosts/${n}/kind`, `there is no "${host.kind}"`);
    const [issue] = kind.config.safeParse(host.settings).error?.issues ?? [];
    if (issue) throw badInput(`/hosts/${n}/settings${jsonPointer(issue.path)}`, issue.message);
    const place = placeOf(host);
    const [first = 'kind'] = Object.keys(host.settings);
    const refuse = (message: string) => badInput(`/hosts/${n}/settings/${first}`, message);
    if (emergency.has(place)) throw refuse('must be another place than that of the emergency website');
    if (others.has(place)) throw refuse('must be another place: the page of another organisation lies there');
    if (seen.has(place)) throw refuse('is there twice');
    seen.add(place);
  }
}
