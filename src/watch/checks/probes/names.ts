import type { Policy } from '../../../outbound/address.ts';
import { parseIp } from '../../../outbound/address.ts';
import { checkedAddresses } from '../../../outbound/connect.ts';
import { type DnsClient, dnsClient } from '../../../outbound/dns.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import type { Detail } from '../observation.ts';

/** A name did not lead to an address; `detail` says whose fault that is. */
export class NameFault extends OutboundError {
  readonly detail: Detail;

  constructor(detail: Detail, message: string) {
    super('dns-failed', message);
    this.name = 'NameFault';
    this.detail = detail;
  }
}

/** The name service for one measurement. */
export type NamesOfOneRun = {
  readonly client: DnsClient;
  /** The resolver is being waited for at this moment: when the time runs out now, that is not the target's doing. */
  waiting(): boolean;
  /** The addresses found last. */
  found(): readonly string[];
  /** Of each name that was looked up, the address that is tried first. */
  firsts(): readonly string[];
};

export type NameService = { forOneRun(policy: Policy): NamesOfOneRun };

/** A name that every working resolver of the world can answer, and that tells nobody anything. */
const CONTROL = 'de';

/** Names without a dot and `.local` are the house's own: the machine knows how to find them (hosts file, mDNS, search list). */
const isHouseName = (name: string): boolean => !name.includes('.') || name.endsWith('.local');

/**
 * Finds addresses for probes by asking the resolvers itself, so that a dead resolver can be told from a name that does
 * not exist, and so that a hung one holds up nobody (the machine's own lookup has four places for the whole process).
 * `servers`: IP or IP:PORT; default the resolvers of the machine.
 */
export function nameService(servers?: readonly string[]): NameService {
  const client = dnsClient({ timeoutMs: 1500, tries: 2, atOnce: 1024, ...(servers ? { servers } : {}) });

  const alive = async (signal: AbortSignal | undefined): Promise<boolean> => {
    try {
      await client.query(CONTROL, 'NS', signal);
      return true;
    } catch (error) {
      if (error instanceof OutboundError) return false;
      throw error;
    }
  };

  /** Why there is no address: does the name not exist, is its zone broken, or is it the resolver? */
  async function whyNot(name: string, signal: AbortSignal | undefined): Promise<NameFault> {
    try {
      if (!isHouseName(name)) {
        await client.query(name, 'A', signal);
        return new NameFault({ code: 'name-not-found', name }, `The name ${name} has no address.`);
      }
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
    }
    if (await alive(signal)) {
      const code = isHouseName(name) ? 'name-not-found' : 'name-broken';
      return new NameFault({ code, name }, `The name ${name} could not be resolved, other names can.`);
    }
    return new NameFault({ code: 'resolver-dead' }, 'The resolver of this machine does not answer.');
  }

  const byMachine = async (name: string, policy: Policy, signal: AbortSignal | undefined): Promise<string[]> =>
    (await checkedAddresses(name, { policy, ...(signal ? { signal } : {}) })).map(({ address }) => address);

  async function addresses(name: string, policy: Policy, signal: AbortSignal | undefined): Promise<readonly string[]> {
    const ways = isHouseName(name) ? [byMachine] : [async () => client.addresses(name, signal), byMachine];
    for (const way of ways) {
      try {
        const found = await way(name, policy, signal);
        const four = found.filter((one) => parseIp(one)?.family === 4);
        // Where IPv4 is there it is used: a line without IPv6 would make the last attempt look like a line that is gone.
        return four.length > 0 ? four : found;
      } catch (error) {
        if (!(error instanceof OutboundError) || error.code === 'aborted' || error.code === 'refused-address') throw error;
      }
    }
    throw await whyNot(name, signal);
  }

  /** One for each measurement: a class, so that a look at a plain address costs no more than one small object. */
  class OneRun implements NamesOfOneRun, DnsClient {
    readonly #policy: Policy;
    #waiting = false;
    #found: readonly string[] = [];
    #firsts: readonly string[] = [];

    constructor(policy: Policy) {
      this.#policy = policy;
    }

    get client(): DnsClient {
      return this;
    }

    get asked(): number {
      return client.asked;
    }

    get servers(): readonly string[] {
      return client.servers;
    }

    waiting(): boolean {
      return this.#waiting;
    }

    found(): readonly string[] {
      return this.#found;
    }

    firsts(): readonly string[] {
      return this.#firsts;
    }

    query(...question: Parameters<DnsClient['query']>): ReturnType<DnsClient['query']> {
      return client.query(...question);
    }

    async addresses(name: string, signal?: AbortSignal): Promise<readonly string[]> {
      this.#waiting = true;
      try {
        this.#found = await addresses(name, this.#policy, signal);
        this.#firsts = [...this.#firsts, ...this.#found.slice(0, 1)];
        return this.#found;
      } finally {
        // What was stopped from outside was still waiting.
        if (!signal?.aborted) this.#waiting = false;
      }
    }
  }

  return { forOneRun: (policy) => new OneRun(policy) };
}
