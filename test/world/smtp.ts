import { createServer, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as it was taken. */
export type Mail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly headers: ReadonlyMap<string, string>;
};

export type SmtpSink = {
  readonly port: number;
  readonly mails: Mail[];
  /** Called for each mail as it is taken. */
  onMail: (mail: Mail) => void;
  /** Sessions so far. */
  readonly sessions: () => number;
  close(): Promise<void>;
};

const unfold = (head: string): Map<string, string> =>
  new Map(
    head
      .replaceAll(/\r?\n[ \t]+/g, ' ')
      .split(/\r?\n/)
      .map((line): [string, string] => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );

/** A mail as it is written, without an envelope. */
export const mailIn = (raw: string): Mail => ({ from: '', to: [], raw, headers: unfold(raw.split(/\r?\n\r?\n/)[0] ?? '') });

/** The text part of a mail, decoded. */
export function textOf({ raw }: Mail): string {
  const boundary = /boundary="?([^"\r\n;]+)"?/.exec(raw)?.[1];
  const part = raw.split(boundary === undefined ? '\u0000' : `--${boundary}`).find((one) => /content-type: text\/plain/i.test(one)) ?? raw;
  const at = part.search(/\r?\n\r?\n/);
  const [head, body] = [part.slice(0, at), part.slice(at).trimStart()];
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/quoted-printable/i.test(head)) return body;
  const bytes = body
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** The link of the page that acknowledges, as it stands in a mail. */
export const linkIn = (text: string): string => /https?:\/\/\S+\/a\/[\w-]+/.exec(text)?.[0] ?? '';

/** The subject, decoded (RFC 2047). */
export const subjectOf = ({ headers }: Mail): string =>
  (headers.get('subject') ?? '')
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString()
        : Buffer.from(
            text.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/gi, (__, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ).toString(),
    );

/** A real SMTP server (npm smtp-server) on a spare loopback port that keeps what it takes. `options` as smtp-server knows them. */
export async function startSmtp(options: SMTPServerOptions & { port?: number } = {}): Promise<SmtpSink> {
  const mails: Mail[] = [];
  let sessions = 0;
  const { port = 0, ...rest } = options;
  const sink = { onMail: (_mail: Mail): void => undefined };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: rest.key === undefined ? ['STARTTLS'] : [],
    disableReverseLookup: true,
    closeTimeout: 200,
    onConnect: (_session, done) => {
      sessions += 1;
      done();
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString();
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        const mail: Mail = { ...mailIn(raw), from, to: session.envelope.rcptTo.map((one) => one.address) };
        mails.push(mail);
        sink.onMail(mail);
        done();
      });
    },
    ...rest,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The SMTP sink has no port.');
  return Object.assign(sink, {
    port: address.port,
    mails,
    sessions: () => sessions,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}

/** Something that listens but is no proper mail server: it says `greeting`, if anything, and answers every line with `answer`. */
export async function startOddServer(
  greeting: string | null,
  answer?: (line: string) => string | null,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (greeting !== null) socket.write(greeting);
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').filter(Boolean)) {
        const said = answer?.(line) ?? null;
        if (said !== null) socket.write(said);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    port: address.port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
