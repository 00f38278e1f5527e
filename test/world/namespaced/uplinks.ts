import { execFileSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers, startProgram } from '../programs.ts';

const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: 'pipe' });

/** The firm's end of two lines, and the world beyond them. Only for a script that runs in a network of its own (`../namespace.ts`). */
export type TwoUplinks = {
  /** Addresses out there; each answers ping, HTTP on port 80 with the address of whoever asks, and DNS over UDP. */
  readonly outside: readonly string[];
  readonly dsl: { readonly device: 'dsl0'; readonly address: '10.1.0.2' };
  readonly lte: { readonly device: 'lte0'; readonly address: '10.2.0.2' };
  /** The cable is out: the interface has no carrier any more. */
  unplug(device: 'dsl0' | 'lte0'): Promise<void>;
  plug(device: 'dsl0' | 'lte0'): Promise<void>;
  /** The router still has its light on, but nothing comes back: the provider is gone. */
  silence(device: 'dsl0' | 'lte0'): void;
  speak(device: 'dsl0' | 'lte0'): void;
  /** Packets with the address of the spare leave by the spare (policy routing), or by the main line like everything else. */
  bySource(on: boolean): void;
  close(): Promise<void>;
};

const LINES = {
  dsl0: { near: '10.1.0.2', far: '10.1.0.1', peer: 'dsl1' },
  lte0: { near: '10.2.0.2', far: '10.2.0.1', peer: 'lte1' },
} as const;

/** The kernel notices a cable up to a second late. */
async function untilCarrier(device: string, there: boolean): Promise<void> {
  for (let tries = 0; (networkInterfaces()[device] !== undefined) !== there; tries++) {
    if (tries > 1200) throw new Error(`${device} does not notice its cable`);
    await sleep(25);
  }
}

/** Networks of three providers out there, as documentation has them (RFC 5737). */
const PROVIDERS = ['198.51.100', '203.0.113', '192.0.2'] as const;

/** A firm with DSL as its default route and LTE as a spare; `count` addresses answer on the Internet, of one provider or of three. */
export async function twoUplinks(count = 2, providers: 1 | 3 = 1): Promise<TwoUplinks> {
  const outside = Array.from({ length: count }, (_, n) => `${PROVIDERS[n % providers]}.${Math.floor(n / providers) + 1}`);
  const beyond = join(import.meta.dirname, 'beyond.ts');
  for (const [device, { peer }] of Object.entries(LINES)) ip('link', 'add', device, 'type', 'veth', 'peer', 'name', peer);
  const internet = await startProgram('unshare', ['-n', process.execPath, beyond, ...outside.slice(0, 3)], async () => true);
  const pid = String(internet.child.pid);
  const there = (...args: string[]): void => void execFileSync('nsenter', ['-t', pid, '-n', 'ip', ...args], { stdio: 'pipe' });
  // The namespace is there as soon as its link can be brought up.
  for (let tries = 0; ; tries++) {
    try {
      ip('link', 'set', LINES.dsl0.peer, 'netns', pid);
      there('link', 'show', LINES.dsl0.peer);
      break;
    } catch (error) {
      if (tries > 400) throw error;
      await sleep(25);
    }
  }
  ip('link', 'set', LINES.lte0.peer, 'netns', pid);
  there('link', 'set', 'lo', 'up');
  for (const address of outside) there('addr', 'add', `${address}/32`, 'dev', 'lo');
  const gateway = (device: 'dsl0' | 'lte0') =>
    device === 'dsl0' ? ['default', 'via', '10.1.0.1', 'metric', '100'] : ['default', 'via', '10.2.0.1', 'metric', '200'];
  for (const device of ['dsl0', 'lte0'] as const) {
    const { near, far, peer } = LINES[device];
    ip('addr', 'add', `${near}/24`, 'dev', device);
    ip('link', 'set', device, 'up');
    there('addr', 'add', `${far}/24`, 'dev', peer);
    there('link', 'set', peer, 'up');
    ip('route', 'add', ...gateway(device));
  }
  ip('route', 'add', 'default', 'via', LINES.lte0.far, 'table', '100');
  const rule = ['from', LINES.lte0.near, 'table', '100'];
  ip('rule', 'add', ...rule);
  for (let tries = 0; !(await answers(`http://${outside[0]}/`)); tries++) {
    if (tries > 600) throw new Error(`no Internet: ${internet.said()}`);
    await sleep(25);
  }
  return {
    outside,
    dsl: { device: 'dsl0', address: '10.1.0.2' },
    lte: { device: 'lte0', address: '10.2.0.2' },
    unplug: async (device) => {
      there('link', 'set', LINES[device].peer, 'down');
      await untilCarrier(device, false);
    },
    plug: async (device) => {
      there('link', 'set', LINES[device].peer, 'up');
      await untilCarrier(device, true);
      // The kernel has taken nothing away at the near end; what it knew of the neighbour is old.
      ip('neigh', 'flush', 'dev', device);
    },
    silence: (device) => there('route', 'add', 'blackhole', `${LINES[device].near}/32`),
    speak: (device) => there('route', 'del', 'blackhole', `${LINES[device].near}/32`),
    bySource: (on) => ip('rule', on ? 'add' : 'del', ...rule),
    close: async () => {
      await internet.stop();
    },
  };
}
