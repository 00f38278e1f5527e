import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';

/** What was sent by whom: the number without anything but digits and plus, the words as the phone shows them. */
export type Sms = { readonly number: string; readonly text: string; readonly id?: string | undefined };

export const SMS_USER = 'alarm';
export const SMS_SECRET = 'sehr-geheim-Schluessel-42';
export const SIPGATE_TOKEN_ID = 'token-AB12CD';

export type Gateways = {
  url(kind: 'mikrotik' | 'teltonika' | 'seven' | 'sipgate' | 'plain'): string;
  readonly sent: Sms[];
  /** Numbers that every peer refuses in its own words. */
  readonly refused: Set<string>;
  /** Answers that all is well and sends nothing. */
  swallows: boolean;
  /** The account is empty. */
  broke: boolean;
  close(): Promise<void>;
};

type Asked = { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string };
type Reply = readonly [status: number, body: unknown];

const basic = (user: string, secret: string) => `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;

const Mikrotik = z.strictObject({ port: z.literal('lte1'), 'phone-number': z.string().regex(/^\+\d+$/), message: z.string().min(1) });
const Teltonika = z.strictObject({
  data: z.strictObject({ number: z.string().regex(/^(\+|00)\d+$/), message: z.string().min(1), modem: z.literal('1-1') }),
});
const Login = z.strictObject({ username: z.string(), password: z.string() });
const Seven = z.strictObject({
  to: z.string(),
  text: z.string().min(1).max(1520),
  from: z.string().max(16).optional(),
  foreign_id: z
    .string()
    .regex(/^[\w.@-]{1,64}$/)
    .optional(),
});
const Sipgate = z.strictObject({ smsId: z.literal('s0'), recipient: z.string().regex(/^\+\d+$/), message: z.string().min(1) });

/**
 * The text message interfaces of two routers and two providers, and a plain one, as small servers that check what the real ones check.
 * Sources: MikroTik help.mikrotik.com "REST API"; Teltonika developers.teltonika-networks.com "Messages" and the code of its web
 * interface; seven docs.seven.io "SMS"; sipgate's example sipgateio-sendsms-node with its table of errors.
 */
export async function startGateways(): Promise<Gateways> {
  const sent: Sms[] = [];
  const refused = new Set<string>();
  const state = { swallows: false, broke: false };
  const TOKEN = 'a1b2c3d4e5f60718';
  let count = 0;
  const take = (number: string, text: string, id?: string): void => {
    if (!state.swallows) sent.push({ number, text, id });
  };
  const recent = new Set<string>();

  const peers: Readonly<Record<string, (asked: Asked) => Reply>> = {
    mikrotik: ({ method, path, headers, body }) => {
      if (headers.authorization !== basic(SMS_USER, SMS_SECRET)) return [401, { error: 401, message: 'Unauthorized' }];
      if (method !== 'POST' || path !== '/rest/tool/sms/send') return [404, { error: 404, message: 'Not Found' }];
      const read = Mikrotik.safeParse(JSON.parse(body));
      if (!read.success) return [400, { error: 400, message: 'Bad Request', detail: 'unknown parameter' }];
      const { 'phone-number': number, message } = read.data;
      if (refused.has(number)) return [400, { error: 400, message: 'Bad Request', detail: 'failure: send sms failed' }];
      if (/[^\x20-\x7e\n]/.test(message)) return [400, { error: 400, message: 'Bad Request', detail: 'failure: invalid characters' }];
      take(number, message);
      return [200, []];
    },
    teltonika: ({ method, path, headers, body }) => {
      const failure = (status: number, error: string): Reply => [
        status,
        { success: false, errors: [{ code: 120, error, source: 'Authorization', section: 'login' }] },
      ];
      if (method !== 'POST') return failure(405, 'Method not allowed');
      if (path === '/api/login') {
        const login = Login.safeParse(JSON.parse(body));
        if (!login.success || login.data.username !== SMS_USER || login.data.password !== SMS_SECRET)
          return failure(401, 'Login failed for any reason');
        return [200, { success: true, data: { username: SMS_USER, group: 'root', expires: 299, token: TOKEN } }];
      }
      if (path !== '/api/messages/actions/send') return failure(404, 'Endpoint not found');
      if (headers.authorization !== `Bearer ${TOKEN}`) return failure(403, 'Unauthorized access');
      const read = Teltonika.safeParse(JSON.parse(body));
      if (!read.success) return failure(422, 'Validation failed');
      const { number, message } = read.data.data;
      if (refused.has(number)) return failure(500, 'Failed to send message');
      take(number, message);
      return [200, { success: true, data: { sms_used: Math.ceil(message.length / 160) } }];
    },
    seven: ({ method, path, headers, body }) => {
      const code = (success: string, more: object = {}): Reply => [200, { success, ...more }];
      if (method === 'GET' && path === '/api/balance')
        return headers['x-api-key'] === SMS_SECRET ? [200, { amount: state.broke ? 0.01 : 12.3, currency: 'EUR' }] : [200, '900'];
      if (path !== '/api/sms') return [404, 'not found'];
      if (method !== 'POST' || !headers['content-type']?.startsWith('application/json')) return code('301');
      if (headers['x-api-key'] !== SMS_SECRET) return code('900');
      if (state.broke) return code('500');
      const read = Seven.safeParse(JSON.parse(body));
      if (!read.success) return code('305');
      const { to, text, foreign_id: id } = read.data;
      if (refused.has(to)) return code('202');
      if (recent.has(`${to} ${text}`)) return code('402');
      recent.add(`${to} ${text}`);
      take(to, text, id);
      const message = { id: String(77_000_000 + count++), recipient: to.slice(1), text, success: true, error: null, error_text: null };
      return code('100', { total_price: 0.075, balance: 12.3, debug: 'false', sms_type: 'direct', messages: [message] });
    },
    sipgate: ({ method, path, headers, body }) => {
      if (method === 'GET' && path === '/v2/authorization/userinfo')
        // The token may send, and may not read who it belongs to.
        return [headers.authorization === basic(SIPGATE_TOKEN_ID, SMS_SECRET) ? 403 : 401, ''];
      if (path !== '/v2/sessions/sms') return [404, ''];
      if (method !== 'POST') return [405, ''];
      if (!headers['content-type']?.startsWith('application/json')) return [415, ''];
      if (headers.authorization !== basic(SIPGATE_TOKEN_ID, SMS_SECRET)) return [401, ''];
      if (state.broke) return [402, ''];
      const read = Sipgate.safeParse(JSON.parse(body));
      if (!read.success) return [400, ''];
      if (refused.has(read.data.recipient)) return [400, { message: 'invalid recipient' }];
      take(read.data.recipient, read.data.message);
      return [204, ''];
    },
    plain: ({ method, path, headers, body }) => {
      const url = new URL(path, 'http://here');
      const type = headers['content-type'] ?? '';
      const form = method === 'GET' ? url.searchParams : new URLSearchParams(type.includes('form') ? body : '');
      const json = type.includes('json') ? z.record(z.string(), z.string()).parse(JSON.parse(body)) : {};
      const of = (name: string) => json[name] ?? form.get(name) ?? '';
      if ((headers.authorization ?? `Bearer ${of('key')}`) !== `Bearer ${SMS_SECRET}`) return [200, 'ERROR key'];
      if (refused.has(of('to'))) return [200, 'ERROR number'];
      take(of('to'), of('text'), of('id') || undefined);
      return [200, 'OK 1'];
    },
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const [, kind = '', path = ''] = /^\/([^/?]+)(.*)$/.exec(request.url ?? '') ?? [];
      const asked = { method: request.method ?? '', path, headers: request.headers, body: Buffer.concat(parts).toString() };
      const [status, said] = peers[kind]?.(asked) ?? [404, 'no such peer'];
      const json = typeof said !== 'string';
      response.writeHead(status, json ? { 'content-type': 'application/json' } : {}).end(json ? JSON.stringify(said) : said);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The gateways have no port.');
  return Object.assign(state, {
    url: (kind: string) => `http://127.0.0.1:${address.port}/${kind}`,
    sent,
    refused,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
