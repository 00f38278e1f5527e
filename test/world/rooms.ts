import { createServer } from 'node:http';
import { z } from 'zod';

/** The secret part of every hook here. */
export const HOOK_TOKEN = 'T0KEN-nur-fuer-diesen-Haken';

const Text = z.string().min(1);

/** Workflows: an Adaptive Card of a version that Teams draws, no more than 28 KB (Microsoft's page of incoming webhooks). */
const Teams = z.strictObject({
  type: z.literal('message'),
  attachments: z.tuple([
    z.strictObject({
      contentType: z.literal('application/vnd.microsoft.card.adaptive'),
      contentUrl: z.null(),
      content: z.strictObject({
        $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
        type: z.literal('AdaptiveCard'),
        version: z.literal('1.4'),
        body: z
          .array(
            z.strictObject({
              type: z.literal('TextBlock'),
              text: Text,
              wrap: z.boolean(),
              weight: z.enum(['Lighter', 'Default', 'Bolder']).optional(),
              size: z.enum(['Small', 'Default', 'Medium', 'Large', 'ExtraLarge']).optional(),
            }),
          )
          .min(1),
        actions: z
          .array(z.strictObject({ type: z.literal('Action.OpenUrl'), title: Text, url: z.url() }))
          .max(6)
          .optional(),
      }),
    }),
  ]),
});

/** Block Kit: a header of 150 characters, a section of 3,000, 50 blocks (Slack's reference of blocks). */
const Slack = z.strictObject({
  text: Text,
  blocks: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({
          type: z.literal('header'),
          text: z.strictObject({ type: z.literal('plain_text'), text: Text.max(150), emoji: z.boolean().optional() }),
        }),
        z.strictObject({
          type: z.literal('section'),
          text: z.discriminatedUnion('type', [
            z.strictObject({ type: z.literal('mrkdwn'), text: Text.max(3000) }),
            z.strictObject({ type: z.literal('plain_text'), text: Text.max(3000), emoji: z.boolean().optional() }),
          ]),
        }),
      ]),
    )
    .min(1)
    .max(50),
});

/** A post has text, and older servers take 4,000 characters of it. */
const Mattermost = z.object({ text: Text.max(4000) });

type Kind = 'teams' | 'slack' | 'mattermost';
const peers: Readonly<Record<Kind, { schema: z.ZodType; most: number; taken: readonly [number, string]; noHook: number }>> = {
  teams: { schema: Teams, most: 28 * 1024, taken: [202, ''], noHook: 401 },
  slack: { schema: Slack, most: 100_000, taken: [200, 'ok'], noHook: 404 },
  mattermost: { schema: Mattermost, most: 100_000, taken: [200, 'ok'], noHook: 400 },
};
const isKind = (word: string): word is Kind => word in peers;

export type Rooms = {
  hook(kind: Kind): string;
  /** What was taken, as it came. */
  readonly posted: string[];
  /** Why something was not. */
  readonly refusals: string[];
  /** Answers 429. */
  busy: boolean;
  /** Mattermost answers, and does not work. */
  ill: boolean;
  close(): Promise<void>;
};

/** Hooks of Teams, Slack and Mattermost, written from what we know of them, not checked against their documentation. */
export async function startRooms(): Promise<Rooms> {
  const posted: string[] = [];
  const refusals: string[] = [];
  const state = { busy: false, ill: false };
  const judge = (kind: string, token: string, type: string, body: string): readonly [number, string] => {
    if (!isKind(kind)) return [404, 'no such peer'];
    const { schema, most, taken, noHook } = peers[kind];
    if (token !== HOOK_TOKEN) return [noHook, `no hook ${token}`];
    if (state.busy) return [429, 'rate_limited'];
    if (!type.startsWith('application/json')) return [415, `content type ${type}`];
    if (Buffer.byteLength(body) > most) return [413, `${Buffer.byteLength(body)} bytes`];
    const read = schema.safeParse(JSON.parse(body));
    return read.success ? taken : [400, read.error.message];
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const [, kind = '', , token = ''] = (request.url ?? '').split('/');
      const ping = request.method === 'GET' && request.url === '/mattermost/api/v4/system/ping';
      const [status, said] = ping
        ? ([state.ill ? 500 : 200, JSON.stringify({ status: state.ill ? 'UNHEALTHY' : 'OK' })] as const)
        : request.method === 'POST'
          ? judge(kind, token, request.headers['content-type'] ?? '', body)
          : [405, 'only POST'];
      if (!ping && status < 300) posted.push(body);
      else if (!ping) refusals.push(said);
      response.writeHead(status, status === 429 ? { 'retry-after': '1' } : {}).end(said);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The rooms have no port.');
  return Object.assign(state, {
    hook: (kind: Kind) => `http://127.0.0.1:${address.port}/${kind}/hooks/${HOOK_TOKEN}`,
    posted,
    refusals,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
