import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { connectTcp } from '../../../outbound/connect.ts';
import { connectTls } from '../../../outbound/tls.ts';

/** Where mail is handed in, and how. */
export type Smarthost = {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** Certificates (PEM) that are believed besides the known authorities. */
  readonly ca: string | undefined;
  /** What we call ourselves in EHLO. */
  readonly name: string;
};

/** An open, logged-in SMTP session that takes one mail after the other. */
export type SmtpLine = {
  /** Throws what the server or the socket said; the line is closed then. Gives the server's answer. */
  send(from: string, to: string, raw: Buffer): Promise<string>;
  /** Says goodbye. */
  close(): void;
  /** Cuts the line, also in the middle of a mail. */
  stop(): void;
  readonly closed: () => boolean;
};

/** Short, so that the stand-in has the mail within seconds when nobody answers here. */
const GREETING_MS = 8000;
const CONNECT_MS = 4000;

async function openSocket({ host, port, security, ca }: Smarthost, signal: AbortSignal) {
  const reach = { policy: { kind: 'configured' }, timeoutMs: CONNECT_MS, signal } as const;
  if (security !== 'tls') return (await connectTcp({ host, port }, reach)).socket;
  return (await connectTls({ host, port }, { ...reach, ...(ca === undefined ? {} : { caExtra: [ca] }) })).socket;
}

/** Opens a session: socket by the guard of `src/outbound`, greeting, STARTTLS where it is asked for, login. */
export async function openLine(to: Smarthost, signal: AbortSignal): Promise<SmtpLine> {
  const socket = await openSocket(to, signal);
  const connection = new SMTPConnection({
    connection: socket,
    host: to.host,
    port: to.port,
    name: to.name,
    secure: to.security === 'tls',
    secured: to.security === 'tls',
    requireTLS: to.security === 'starttls',
    ignoreTLS: to.security === 'none',
    greetingTimeout: GREETING_MS,
    connectionTimeout: CONNECT_MS,
    socketTimeout: 60_000,
    socketCloseTimeout: 500,
    tls: to.ca === undefined ? {} : { ca: [to.ca] },
  });
  let ended = false;
  let fail: (error: Error) => void = () => undefined;
  const broken = new Promise<never>((_, reject) => {
    fail = reject;
  });
  broken.catch(() => undefined);
  const stop = () => {
    fail(new Error('stopped'));
    connection.close();
  };
  connection.on('error', (error: Error) => {
    ended = true;
    fail(error);
  });
  connection.on('end', () => {
    ended = true;
    fail(Object.assign(new Error('Connection closed'), { code: 'ECONNECTION' }));
  });
  const step = (what: (done: (error?: Error | null) => void) => void): Promise<void> =>
    Promise.race([broken, new Promise<void>((resolve, reject) => what((error) => (error ? reject(error) : resolve())))]);

  signal.addEventListener('abort', stop, { once: true });
  try {
    await step((done) => connection.connect(done));
    const { user, password } = to;
    if (user !== undefined && password !== undefined)
      await step((done) => connection.login({ credentials: { user, pass: password } }, done));
  } catch (error) {
    connection.close();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return {
    send: async (from, address, raw) => {
      try {
        return await Promise.race([
          broken,
          new Promise<string>((resolve, reject) =>
            connection.send({ from, to: [address], size: raw.length }, raw, (error, info) =>
              error ? reject(error) : resolve(info?.response ?? ''),
            ),
          ),
        ]);
      } catch (error) {
        connection.close();
        throw error;
      }
    },
    close: () => (ended ? undefined : connection.quit()),
    stop: () => connection.close(),
    closed: () => ended,
  };
}
