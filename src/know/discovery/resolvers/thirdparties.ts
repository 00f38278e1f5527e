import { z } from 'zod';
import type { DomainFacts } from '../facts.ts';
import type { Reason } from '../notchecked.ts';
import { RDAP_SERVERS, RdapDomain, registrarIn } from '../rdap.ts';
import { type Fetcher, failureOf } from './hop.ts';

const Realm = z.object({ NameSpaceType: z.string() });

/** What Microsoft's answer means: `Managed` and `Federated` are tenants, anything else is none. */
export function tenantOf(nameSpaceType: string): 'managed' | 'federated' | 'none' {
  if (nameSpaceType === 'Managed') return 'managed';
  return nameSpaceType === 'Federated' ? 'federated' : 'none';
}

/** Asks Microsoft whether the domain has a tenant. A question to a third party: only when switched on. */
export async function askTenant(
  fetcher: Fetcher,
  domain: string,
): Promise<{ tenant: DomainFacts['tenant']; why: Reason | null; raw: string | null }> {
  const hop = await fetcher(`https://login.microsoftonline.com/getuserrealm.srf?login=x@${domain}&json=1`);
  if (hop.status !== 200) return { tenant: null, why: failureOf(hop), raw: null };
  const realm = Realm.safeParse(safeJson(hop.text));
  return realm.success
    ? { tenant: tenantOf(realm.data.NameSpaceType), why: null, raw: realm.data.NameSpaceType }
    : { tenant: null, why: { code: 'not-understood' }, raw: null };
}

/** Asks the registry who the registrar is (RFC 9083). For .de it is not public. Only when switched on. */
export async function askRegistrar(fetcher: Fetcher, domain: string): Promise<{ registrar: string | null; why: Reason | null }> {
  const server = RDAP_SERVERS[domain.split('.').at(-1) ?? ''];
  if (server === undefined) return { registrar: null, why: { code: 'no-registry' } };
  const hop = await fetcher(`${server}domain/${domain}`);
  if (hop.status !== 200) return { registrar: null, why: failureOf(hop) };
  const answer = RdapDomain.safeParse(safeJson(hop.text));
  const registrar = answer.success ? registrarIn(answer.data) : null;
  return { registrar, why: registrar === null ? { code: 'not-published' } : null };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema refuses `undefined`.
    return undefined;
  }
}
