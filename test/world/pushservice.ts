import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

/** What the device would show. */
export type Shown = { readonly title: string; readonly body: string; readonly url: string; readonly tag: string };
type Taken = { readonly shown: Shown; readonly topic: string; readonly urgency: string; readonly ttl: number };

export type PushService = {
  /** What the browser gives a page that registers: the settings of the channel, without its name. */
  readonly device: { readonly url: string; readonly p256dh: string; readonly auth: string; readonly vapid: string };
  /** What is there for the device: a later message of the same topic takes the place of an earlier one. */
  readonly kept: () => readonly Taken[];
  /** How the device stands with the service. */
  state: 'there' | 'gone' | 'busy';
  close(): Promise<void>;
};

const MOST_BYTES = 4096;
const bytesOf = (text: string) => Buffer.from(text, 'base64url');
const json = (text: string) => JSON.parse(bytesOf(text).toString()) as Record<string, unknown>;

/**
 * A push service and a device in one, written from RFC 8030 (§5: POST, TTL, Urgency, Topic, 201 with Location; §7.3: 404 and 410), RFC 8292
 * (VAPID: audience, expiry of at most a day, signature, the key the device was registered with) and RFC 8291 (the device decrypts).
 * It refuses whatever these ask it to refuse. `letsIn`: the public key (base64url) that the device was registered with; else a pair of its own.
 */
export async function startPushService(letsIn?: string): Promise<PushService> {
  const device = createECDH('prime256v1');
  device.generateKeys();
  const own = createECDH('prime256v1');
  own.generateKeys();
  const letIn = letsIn === undefined ? own.getPublicKey() : bytesOf(letsIn);
  const auth = randomBytes(16);
  const kept = new Map<string, Taken>();
  const service = { state: 'there' as PushService['state'] };
  let origin = '';

  function trusted(header: string | undefined): boolean {
    const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(header ?? '') ?? [];
    const [head = '', claims = '', signature = ''] = token.split('.');
    if (!bytesOf(key).equals(letIn)) return false;
    const { aud, exp, sub } = json(claims) as { aud?: string; exp?: number; sub?: string };
    const left = (exp ?? 0) - Date.now() / 1000;
    if (json(head)['alg'] !== 'ES256' || aud !== origin || left <= 0 || left > 86_400 || !/^(mailto:|https:)/.test(sub ?? '')) return false;
    const jwk = { kty: 'EC', crv: 'P-256', x: letIn.subarray(1, 33).toString('base64url'), y: letIn.subarray(33).toString('base64url') };
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    return verify('sha256', Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytesOf(signature));
  }

  function opened(body: Buffer): Shown {
    const salt = body.subarray(0, 16);
    const length = body.readUInt8(20);
    const sender = body.subarray(21, 21 + length);
    const sealed = body.subarray(21 + length);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), device.getPublicKey(), sender]);
    const ikm = Buffer.from(hkdfSync('sha256', device.computeSecret(sender), auth, info, 32));
    const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
    const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString()) as Shown;
  }

  function answer(request: IncomingMessage, body: Buffer): number {
    const { ttl, urgency, topic, authorization } = request.headers;
    if (request.method !== 'POST') return 405;
    if (request.url !== '/push/geraet-1' || service.state === 'gone') return service.state === 'gone' ? 410 : 404;
    if (service.state === 'busy') return 429;
    if (!trusted(authorization)) return 403;
    if (!/^\d+$/.test(String(ttl)) || request.headers['content-encoding'] !== 'aes128gcm') return 400;
    if (topic !== undefined && !/^[\w-]{1,32}$/.test(String(topic))) return 400;
    if (body.length > MOST_BYTES || body.readUInt32BE(16) < 18) return 413;
    const taken = { shown: opened(body), topic: String(topic ?? kept.size), urgency: String(urgency), ttl: Number(ttl) };
    kept.set(taken.topic, taken);
    return 201;
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const status = answer(request, Buffer.concat(parts));
      response.writeHead(status, status === 201 ? { location: `${origin}/message/1` } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return Object.assign(service, {
    device: {
      url: `${origin}/push/geraet-1`,
      p256dh: device.getPublicKey('base64url'),
      auth: auth.toString('base64url'),
      vapid: own.getPrivateKey().toString('base64url').padStart(43, 'A'),
    },
    kept: () => [...kept.values()],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
