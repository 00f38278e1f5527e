import { EVERYTHING, type Hub } from './hub.ts';
import { on, type Route } from './route.ts';
import { stream } from './stream.contract.ts';

/** Proxies close connections that say nothing for a minute. */
const KEEP_ALIVE_MS = 25_000;
/** Commits within this time reach a screen as one event. */
const GATHER_MS = 50;

const HELLO = 'retry: 2000\nevent: hello\ndata: {}\n\n';

async function* changes(hub: Hub, org: string, signal: AbortSignal): AsyncGenerator<string> {
  let topics = new Set<string>();
  let wake: () => void = () => undefined;
  const stop = hub.subscribe(org, (commit) => {
    for (const topic of commit.topics) topics.add(topic);
    wake();
  });
  const ended = () => wake();
  signal.addEventListener('abort', ended, { once: true });
  try {
    yield HELLO;
    while (!signal.aborted) {
      if (topics.size === 0) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, KEEP_ALIVE_MS);
        });
        clearTimeout(timer);
        if (signal.aborted) return;
        if (topics.size === 0) {
          yield ': still here\n\n';
          continue;
        }
        await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      }
      const told = [...topics].filter((topic) => topic !== 'outbox');
      topics = new Set();
      // The interface asks for everything again after a hello, as after a broken line.
      if (told.includes(EVERYTHING)) yield HELLO;
      else if (told.length > 0) yield `event: changed\ndata: ${JSON.stringify({ topics: told })}\n\n`;
    }
  } finally {
    stop();
    signal.removeEventListener('abort', ended);
  }
}

export const streamRoutes = (hub: Hub): Route[] => [
  on(stream).handle(async ({ org, signal }) => ({
    type: 'text/event-stream; charset=utf-8',
    body: changes(hub, org.id, signal),
    headers: { 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  })),
];
