import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';

export const MATRIX_TOKEN = 'syt_nur-fuer-diesen-Raum';
export const NTFY_TOKEN = 'tk_nurfuerdiesesthema';
export const NTFY_TOPIC = 'krisenstab-7f3a9c21';
export const SIGNAL_NUMBER = '+494315550199';

type Kind = 'matrix' | 'ntfy' | 'signal';
type Asked = { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string };
type Reply = readonly [status: number, body: unknown];

export type Messengers = {
  url(kind: Kind): string;
  /** What was taken, as it came; one entry for each message that people see. */
  readonly posted: string[];
  /** Answers that there were too many. */
  busy: boolean;
  /** Answers, and does not work. */
  ill: boolean;
  close(): Promise<void>;
};

const MatrixText = z.strictObject({
  msgtype: z.literal('m.text'),
  body: z.string().min(1),
  format: z.literal('org.matrix.custom.html'),
  formatted_body: z.string().min(1),
});
const Ntfy = z.strictObject({
  topic: z.string().regex(/^[-_A-Za-z0-9]{1,64}$/),
  title: z.string().optional(),
  message: z.string().optional(),
  priority: z.number().int().min(1).max(5).optional(),
  tags: z.array(z.string()).optional(),
  click: z.url().optional(),
  actions: z
    .array(z.strictObject({ action: z.enum(['view', 'http', 'broadcast']), label: z.string().min(1), url: z.url() }))
    .max(3)
    .optional(),
});
const Signal = z.strictObject({
  message: z.string().min(1),
  number: z.string().regex(/^\+\d+$/),
  recipients: z.array(z.string()).min(1),
});

/**
 * Matrix, ntfy and signal-cli-rest-api as small servers that check what the real ones check. Sources: Matrix client-server API
 * v1 "Sending events to a room", "Current account information" and "Standard error response"; docs.ntfy.sh "Publish as JSON",
 * "Health checks" and "Limitations"; signal-cli-rest-api's README and release notes.
 */
export async function startMessengers(): Promise<Messengers> {
  const posted: string[] = [];
  const state = { busy: false, ill: false };
  const transactions = new Map<string, string>();
  const peers: Readonly<Record<Kind, (asked: Asked) => Reply>> = {
    matrix: ({ method, path, headers, body }) => {
      const fault = (status: number, errcode: string, error: string): Reply => [status, { errcode, error }];
      if (method === 'GET' && path === '/_matrix/client/v3/account/whoami')
        return headers.authorization === `Bearer ${MATRIX_TOKEN}`
          ? [200, { user_id: '@krisenfest:musterbau.example', is_guest: false }]
          : fault(401, 'M_UNKNOWN_TOKEN', 'Invalid access token passed.');
      const place = /^\/_matrix\/client\/v3\/rooms\/([^/]+)\/send\/m\.room\.message\/([^/]+)$/.exec(path);
      if (!place || method !== 'PUT') return fault(404, 'M_UNRECOGNIZED', 'Unrecognized request');
      if (headers.authorization !== `Bearer ${MATRIX_TOKEN}`) return fault(401, 'M_UNKNOWN_TOKEN', 'Invalid access token passed.');
      const [, room = '', txn = ''] = place;
      if (decodeURIComponent(room) !== '!krise:musterbau.example') return fault(403, 'M_FORBIDDEN', 'User not in room');
      if (state.busy) return [429, { errcode: 'M_LIMIT_EXCEEDED', error: 'Too Many Requests', retry_after_ms: 2000 }];
      const read = MatrixText.safeParse(JSON.parse(body));
      if (!read.success || Buffer.byteLength(body) > 65_536) return fault(400, 'M_BAD_JSON', 'bad content');
      const before = transactions.get(txn);
      if (before !== undefined) return [200, { event_id: before }];
      posted.push(body);
      const event = `$event${posted.length}`;
      transactions.set(txn, event);
      return [200, { event_id: event }];
    },
    ntfy: ({ method, path, headers, body }) => {
      if (method === 'GET' && path === '/v1/health') return [200, { healthy: !state.ill }];
      if (method !== 'POST' || path !== '') return [404, { code: 40_401, http: 404, error: 'page not found' }];
      if (headers.authorization !== undefined && headers.authorization !== `Bearer ${NTFY_TOKEN}`)
        return [401, { code: 40_101, http: 401, error: 'unauthorized' }];
      const read = Ntfy.safeParse(JSON.parse(body));
      if (!read.success) return [400, { code: 40_024, http: 400, error: 'invalid request: request body must be message JSON' }];
      if (headers.authorization === undefined && read.data.topic === NTFY_TOPIC)
        return [403, { code: 40_301, http: 403, error: 'forbidden' }];
      if (state.busy) return [429, { code: 42_901, http: 429, error: 'limit reached: too many requests' }];
      if (Buffer.byteLength(read.data.message ?? '') > 4096) return [413, { code: 41_301, http: 413, error: 'message too large' }];
      posted.push(body);
      return [200, { id: `ntfy${posted.length}`, time: 1_795_000_000, event: 'message', topic: read.data.topic }];
    },
    signal: ({ method, path, body }) => {
      if (method === 'GET' && path === '/v1/about')
        return state.ill ? [500, ''] : [200, { versions: ['v1', 'v2'], build: 2, mode: 'json-rpc' }];
      if (method !== 'POST' || path !== '/v2/send') return [404, '404 page not found'];
      const read = Signal.safeParse(JSON.parse(body));
      if (!read.success) return [400, { error: "Couldn't process request - invalid request" }];
      if (read.data.number !== SIGNAL_NUMBER) return [400, { error: `User ${read.data.number} is not registered.` }];
      if (state.busy) return [429, { error: 'rate limited', challenge_tokens: ['x'], account: SIGNAL_NUMBER }];
      posted.push(body);
      return [201, { timestamp: '1795000000000' }];
    },
  };
  const isKind = (word: string): word is Kind => word in peers;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const [, kind = '', path = ''] = /^\/([^/?]+)(.*)$/.exec(request.url ?? '') ?? [];
      const asked = { method: request.method ?? '', path, headers: request.headers, body: Buffer.concat(parts).toString() };
      const [status, said] = isKind(kind) ? peers[kind](asked) : [404, 'no such peer'];
      response.writeHead(status, { 'content-type': 'application/json' }).end(typeof said === 'string' ? said : JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The messengers have no port.');
  return Object.assign(state, {
    url: (kind: Kind) => `http://127.0.0.1:${address.port}/${kind}`,
    posted,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
