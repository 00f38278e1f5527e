import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A server on a loopback port of its own. */
export type Standing = { readonly url: string; readonly port: number; stop(): Promise<void> };

async function listen(server: Server, port = 0): Promise<Standing> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${chosen}`,
    port: chosen,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The website of a small company. */
export const companySite = (port = 0): Promise<Standing> =>
  listen(
    createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end('<h1>Müllers Metallbau</h1>')),
    port,
  );

/** Takes webhooks and says yes. */
export async function webhookReceiver(): Promise<Standing & { readonly taken: string[] }> {
  const taken: string[] = [];
  const standing = await listen(
    createServer((asked, response) => {
      taken.push(String(asked.headers['webhook-id'] ?? ''));
      asked.resume().once('end', () => response.writeHead(204).end());
    }),
  );
  return { ...standing, taken };
}

function pass(target: URL, asked: IncomingMessage, response: ServerResponse, change: (status: number) => number): void {
  const onward = request(
    target,
    { method: asked.method, headers: { accept: '*/*', 'accept-language': asked.headers['accept-language'] ?? 'de' }, agent: false },
    (answer) => {
      const { 'content-length': _length, 'content-encoding': _encoding, connection: _connection, ...headers } = answer.headers;
      response.writeHead(change(answer.statusCode ?? 502), { ...headers, 'cache-control': 'no-store', 'retry-after': '60' });
      answer.pipe(response);
    },
  );
  onward.once('error', () => response.writeHead(502).end('The website does not answer.'));
  onward.end();
}

/** What stands between visitors and the site, as the generated nginx and Caddy configurations do: while the flag is there, the emergency page with 503. */
export const front = (site: Standing, emergency: () => string, flag: string): Promise<Standing> =>
  listen(
    createServer((asked, response) => {
      if (existsSync(flag)) pass(new URL(`${emergency()}${asked.url ?? '/'}`), asked, response, () => 503);
      else pass(new URL(asked.url ?? '/', site.url), asked, response, (status) => status);
    }),
  );

/** A mail server that takes everything; `onMail` gets each mail as text. */
export async function mailServer(onMail: (raw: string) => void): Promise<Standing> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        onMail(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** The first acknowledgement link in a mail, whatever its transfer encoding. */
export function linkIn(raw: string): string | undefined {
  const decoded = raw
    .split(/\r?\n\r?\n/)
    .flatMap((part) => [
      part.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='),
      Buffer.from(part.replaceAll(/\s/g, ''), 'base64').toString(),
    ])
    .join('\n');
  return /https?:\/\/127\.0\.0\.1:\d+\/a\/[\w-]+/.exec(decoded)?.[0];
}
