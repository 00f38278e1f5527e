import type { Encryption } from './fields.ts';
import { command, greetImap } from './imaptalk.ts';
import type { Conversation } from './talking.ts';
import { Verdict } from './verdict.ts';

type Access = {
  readonly imapSecurity: Encryption;
  readonly imapUser: string;
  readonly imapPassword: string;
  readonly folder: string;
};

/** A folder of a mailbox that is open. */
export type Mailbox = {
  /** The mail with this Message-ID, and when it came by the clock of the server; null when it is not there (yet). */
  find(id: string): Promise<{ readonly arrivedAt: number | null } | null>;
  /** Deletes every mail that carries this mark; gives what the server says when it refuses, else null. */
  clear(mark: string): Promise<string | null>;
  leave(): void;
};

/** A quoted string (RFC 9051 §4.3); the line goes out byte by byte, so that other letters than ASCII arrive as UTF-8. */
const quoted = (text: string): string => `"${Buffer.from(text, 'utf8').toString('latin1').replaceAll(/["\\]/g, '\\$&')}"`;

/** `* SEARCH 3 17`, or nothing. */
const numbersIn = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => /^\* SEARCH(?: (.*))?$/i.exec(line.trim())?.[1]?.split(' ') ?? []).filter((one) => /^\d+$/.test(one));

/** `17-Jul-1996 02:44:25 -0700` in ms since 1970; null when it cannot be read. */
const dateIn = (lines: readonly string[]): number | null => {
  const text = lines.map((line) => /INTERNALDATE "([^"]+)"/i.exec(line)?.[1]).find((one) => one !== undefined);
  const at = Date.parse((text ?? '').trim().replace(/^(\d+)-(\w+)-(\d+)/, '$1 $2 $3'));
  return Number.isFinite(at) ? at : null;
};

/** Logs in and opens the folder. Throws `Verdict` where the server says no. */
export async function openMailbox(conversation: Conversation, access: Access): Promise<Mailbox> {
  const { talk } = conversation;
  await greetImap(conversation, access.imapSecurity);
  let count = 0;
  const ask = (line: string) => command(conversation, `m${++count}`, line);
  const orRefused = async (step: 'login' | 'folder', line: string) => {
    try {
      return await ask(line);
    } catch (error) {
      if (error instanceof Verdict && error.detail.code === 'server-refuses')
        throw new Verdict({ code: 'mailbox-refused', step, says: error.detail.says.slice(0, 200) });
      throw error;
    }
  };
  await orRefused('login', `LOGIN ${quoted(access.imapUser)} ${quoted(access.imapPassword)}`);
  const offers = (await ask('CAPABILITY')).join(' ');
  await orRefused('folder', `SELECT ${quoted(access.folder)}`);
  const search = async (name: string, value: string) => numbersIn(await ask(`UID SEARCH HEADER ${name} ${quoted(value)}`));

  return {
    find: async (id) => {
      // Lets the server tell what has come meanwhile (RFC 9051 §6.1.2).
      await ask('NOOP');
      const [found] = await search('Message-ID', `<${id}>`);
      return found === undefined ? null : { arrivedAt: dateIn(await ask(`UID FETCH ${found} (INTERNALDATE)`)) };
    },
    clear: async (mark) => {
      try {
        const all = (await search('X-Krisenfest-Check', mark)).join(',');
        if (all === '') return null;
        await ask(`UID STORE ${all} +FLAGS.SILENT (\\Deleted)`);
        // Without UIDPLUS everything that anybody marked would go with it; then it stays marked.
        if (/\bUIDPLUS\b/i.test(offers)) await ask(`UID EXPUNGE ${all}`);
        return null;
      } catch (error) {
        if (error instanceof Verdict && error.detail.code === 'server-refuses') return error.detail.says.slice(0, 200);
        throw error;
      }
    },
    leave: () => talk.say('bye LOGOUT'),
  };
}
