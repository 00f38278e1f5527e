import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkAcross } from '../../src/db/work.ts';
import { checkWorkers } from '../../src/watch/checks/checks.jobs.ts';
import type { ProbeOutbound } from '../../src/watch/checks/probes/probe.ts';
import type { TestClock } from './clock.ts';

/** One node's workers of the checks, turned by the test. */
export type WatchingNode = {
  readonly name: string;
  /** Starts what is due. */
  look(): Promise<void>;
  /** Takes over what was changed, lets measurements come to their end, saves them. */
  save(): Promise<void>;
  /** Ends as a closing house does. */
  stop(): Promise<void>;
};

let count = 0;

export function watchingNode(clock: TestClock, workAcross: WorkAcross, outbound: Partial<ProbeOutbound> = {}): WatchingNode {
  const name = `node-${++count}`;
  const [starter, keeper] = checkWorkers({ workAcross, outbound });
  if (!starter || !keeper) throw new Error('the workers of the checks are two');
  const turn = () => ({ now: clock.now(), node: name, signal: new AbortController().signal });
  return {
    name,
    look: async () => void (await starter.run(turn())),
    save: async () => {
      // As long as the keeper wants a turn soon, measurements are under way.
      for (;;) {
        if ((await keeper.run(turn())) === null) return;
        await sleep(4);
      }
    },
    stop: async () => {
      await starter.finish?.();
      await keeper.finish?.();
    },
  };
}

/** Lets model time pass in steps of a second, with every node looking and saving at each. */
export async function watch(clock: TestClock, nodes: readonly WatchingNode[], seconds: number): Promise<void> {
  for (let n = 0; n < seconds; n++) {
    clock.set((clock.now() + 1000) as never);
    for (const node of nodes) await node.save();
    for (const node of nodes) await node.look();
  }
  for (const node of nodes) await node.save();
}
