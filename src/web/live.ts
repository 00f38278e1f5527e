import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { stream } from '../http/stream.contract.ts';
import { type Instant, instant } from '../kernel/instant.ts';
import { urlOf } from './call.ts';

/** Is what the screen shows up to date? `lost.since` is the last moment at which it was. */
export type Live = { readonly kind: 'live' } | { readonly kind: 'lost'; readonly since: Instant };

const Changed = z.object({ topics: z.array(z.string()) });
const GRACE_MS = 4000;
const AGAIN_MS = 3000;
/** Nobody looks at a hidden tab; it gives its connection back after this time (browsers have six per server). */
const HIDDEN_MS = 60_000;

function refresh(client: QueryClient, topics: readonly string[]): void {
  void client.invalidateQueries({ predicate: ({ meta }) => meta?.topics.some((topic) => topics.includes(topic)) ?? false });
}

/** Listens to what changes in an organisation, asks again for what the screen shows of it, and says whether the line stands. */
export function useLive(org: string): Live {
  const client = useQueryClient();
  const [state, setState] = useState<Live>({ kind: 'live' });

  useEffect(() => {
    let source: EventSource | undefined;
    let broken: Instant | undefined;
    let opened = false;
    let ended = false;
    let timers: ReturnType<typeof setTimeout>[] = [];
    const later = (ms: number, then: () => void) => timers.push(setTimeout(then, ms));
    const clear = () => {
      for (const timer of timers) clearTimeout(timer);
      timers = [];
    };

    const connect = () => {
      source?.close();
      source = new EventSource(urlOf(stream, { org }));
      source.addEventListener('hello', () => {
        clear();
        broken = undefined;
        // Whatever was missed in between: everything shown is asked for again.
        if (opened) void client.invalidateQueries();
        opened = true;
        setState({ kind: 'live' });
      });
      source.addEventListener('changed', (event: MessageEvent<string>) => {
        refresh(client, Changed.parse(JSON.parse(event.data)).topics);
      });
      source.addEventListener('error', () => {
        if (ended) return;
        broken ??= instant(Date.now());
        const since = broken;
        later(GRACE_MS, () => setState({ kind: 'lost', since }));
        // The browser tries again by itself, but gives up when the server answered with a refusal.
        if (source?.readyState === EventSource.CLOSED) later(AGAIN_MS, connect);
      });
    };

    const visibility = () => {
      if (document.visibilityState === 'hidden') {
        later(HIDDEN_MS, () => {
          source?.close();
          source = undefined;
        });
      } else {
        clear();
        if (!source || source.readyState === EventSource.CLOSED) connect();
      }
    };
    document.addEventListener('visibilitychange', visibility);
    connect();
    return () => {
      ended = true;
      clear();
      document.removeEventListener('visibilitychange', visibility);
      source?.close();
    };
  }, [org, client]);

  return state;
}
