import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { asNobody } from './nobody.ts';
import { missingProgram, type Running, startProgram } from './programs.ts';
import { sparePort } from './scratch.ts';

export const dovecotMissing = (): string | false => missingProgram('dovecot', 'apt-get install dovecot-imapd dovecot-submissiond');

const NOBODY = 65_534;

export const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });

export type Dovecot = Running & {
  readonly imap: number;
  readonly imaps: number;
  readonly submission: number;
  /** A mail arrives in somebody's mailbox, as a mail server puts it there: written aside, renamed into `new` of the maildir. */
  deliver(user: string, raw: string): void;
  /** How many mails of somebody nobody has read, and how many were. */
  mails(user: string): { readonly unread: number; readonly read: number };
};

/** Debian's dovecot without privileges: IMAP with and without encryption from the start, and submission, on spare ports. */
export async function startDovecot(
  folder: string,
  { cert, key }: { readonly cert: string; readonly key: string },
  /** More lines of its configuration. */
  more = '',
): Promise<Dovecot> {
  const [imap, imaps, submission] = [await sparePort(), await sparePort(), await sparePort()];
  for (const name of ['run', 'mail']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key);
  const file = join(folder, 'dovecot.conf');
  const login = (name: string, listeners: string) => `service ${name} {\n  chroot =\n${listeners}\n}`;
  const listener = (name: string, port: number, more = '') => `  inet_listener ${name} {\n    port = ${port}\n${more}  }`;
  writeFileSync(
    file,
    `base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap submission
default_login_user = nobody
default_internal_user = nobody
default_internal_group = nogroup
listen = 127.0.0.1
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
mail_location = maildir:${folder}/mail/%u
submission_relay_host = 127.0.0.1
hostname = mail.muehlhaus.example
first_valid_uid = 1
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=${folder}/mail/%u
}
${more}
service anvil {
  chroot =
}
service stats {
  chroot =
}
${login('imap-login', `${listener('imap', imap)}\n${listener('imaps', imaps, '    ssl = yes\n')}`)}
${login('submission-login', listener('submission', submission))}
`,
  );
  const { program, args } = asNobody(folder, '/usr/sbin/dovecot', ['-F', '-c', file]);
  const running = await startProgram(program, args, async () =>
    (await Promise.all([imap, imaps, submission].map(listens))).every((one) => one),
  );
  let serial = 0;
  const ours = (path: string) => {
    if (process.getuid?.() === 0) chownSync(path, NOBODY, NOBODY);
  };
  const box = (user: string) => {
    const root = join(folder, 'mail', user);
    for (const path of [root, ...['tmp', 'new', 'cur'].map((name) => join(root, name))])
      if (!existsSync(path)) {
        mkdirSync(path);
        ours(path);
      }
    return (name: string) => join(root, name);
  };
  return {
    ...running,
    imap,
    imaps,
    submission,
    deliver: (user, raw) => {
      const path = box(user);
      const name = `${Date.now()}.${++serial}.mail`;
      writeFileSync(path(`tmp/${name}`), raw.replaceAll(/\r?\n/g, '\n'));
      ours(path(`tmp/${name}`));
      renameSync(path(`tmp/${name}`), path(`new/${name}`));
    },
    mails: (user) => {
      const path = box(user);
      const all = [...readdirSync(path('new')), ...readdirSync(path('cur'))];
      const read = all.filter((name) => /:2,[A-Z]*S/.test(name)).length;
      return { unread: all.length - read, read };
    },
  };
}
