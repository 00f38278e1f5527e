import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A website whose state the test sets; `asked` counts the requests by path. */
export type Target = {
  readonly url: string;
  readonly asked: string[];
  status: number;
  close(): Promise<void>;
};

export async function startTarget(): Promise<Target> {
  const asked: string[] = [];
  const target = { status: 200 };
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(target.status, { connection: 'close' }).end('Mühlhaus');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(target, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
