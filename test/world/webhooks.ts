import { createServer } from 'node:http';

export type Received = { readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly path: string };

export type WebhookReceiver = {
  readonly url: string;
  readonly received: Received[];
  /** What it answers; default 204. */
  answer: { status: number; afterMs?: number; location?: string };
  close(): Promise<void>;
};

/** A small HTTP server that keeps what is posted to it. */
export async function startWebhooks(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const receiver = { answer: { status: 204 } as WebhookReceiver['answer'] };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      received.push({ headers, body: Buffer.concat(parts).toString(), path: request.url ?? '' });
      const { status, afterMs = 0, location } = receiver.answer;
      const reply = () => response.writeHead(status, location === undefined ? {} : { location }).end();
      if (afterMs > 0) setTimeout(reply, afterMs).unref();
      else reply();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port.');
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${address.port}/alarm`,
    received,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
