import { parseArgs } from 'node:util';
import { Hash, PublicKey } from '../act/situationlog/bytes.ts';
import { en } from '../act/situationlog/situationlog.texts.ts';
import { type LogFault, type LogSummary, type VerifyOptions, verifyLog } from '../act/situationlog/verify.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Command } from './command.ts';

const usage = `krisenfest verify LOG [--key KEY] [--head HASH] [--json]

Checks an exported situation log without the server: form, numbers, chains, every signature, the signed end.
  --key KEY    public key of the server that opened the log (64 hex digits, in the handbook and on every report)
  --head HASH  hash of a line that the log must contain (from a report, an earlier export or an outpost)
  --json       one JSON document instead of sentences
Exit code 0: the log is unchanged. 1: it is not; the first bad entry is named. 2: wrong use, or the file cannot be read.`;

type Asked = VerifyOptions & { readonly file: string; readonly json: boolean };

/** Keys and hashes are copied from paper: blanks, colons and capitals do no harm. */
const hex = (typed: string): string => typed.replaceAll(/[\s:]/g, '').toLowerCase();

function read(args: string[]): Result<Asked | 'help', string> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { key: { type: 'string' }, head: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return ok('help');
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return err('Give exactly one exported log.');
    const key = values.key === undefined ? undefined : PublicKey.safeParse(hex(values.key));
    if (key?.success === false) return err('--key must be 64 hex digits.');
    const head = values.head === undefined ? undefined : Hash.safeParse(hex(values.head));
    if (head?.success === false) return err('--head must be 64 hex digits.');
    return ok({ file, json: values.json ?? false, ...(key && { key: key.data }), ...(head && { head: head.data }) });
  } catch (fault) {
    return err(fault instanceof Error ? fault.message : String(fault));
  }
}

function faultLines(fault: LogFault): string[] {
  const from = fault.device !== undefined && fault.seq !== undefined ? ` (${en.device(fault.device, fault.seq)})` : '';
  return ['The situation log is NOT good.', `${en.place(fault.at)}${from}: ${en.wrong(fault)}`];
}

const summaryLines = (log: LogSummary): string[] => [
  en.good(log.count, log.head),
  `Incident ${log.incident} (${en.mode[log.mode]}), from ${log.from} to ${log.exportedAt}, key ${log.publicKey}`,
  ...log.devices.map(({ device, role, entries }) => `${role} ${device}: ${entries} entries`),
  `${log.checkpoints} checkpoints, ${log.corrections} corrections, ${log.addedLate.length} added later, ${log.arrivedLate.length} arrived later`,
];

/** `krisenfest verify`: the outsider's check of an exported situation log (docs/log-format.md). */
export const verify: Command = {
  name: 'verify',
  summary: 'checks an exported situation log',
  usage,
  async run(args, io) {
    const asked = read(args);
    if (!asked.ok) {
      io.err(`${asked.error}\n\n${usage}`);
      return 2;
    }
    if (asked.value === 'help') {
      io.out(usage);
      return 0;
    }
    const { file, json, ...held } = asked.value;
    let text: string;
    try {
      text = await io.readText(file);
    } catch (fault) {
      io.err(`${file} cannot be read: ${fault instanceof Error ? fault.message : String(fault)}`);
      return 2;
    }
    const result = await verifyLog(text, held);
    if (json) io.out(JSON.stringify(document(result), null, 2));
    else if (result.ok) {
      io.out(summaryLines(result.value).join('\n'));
      for (const warning of result.value.warnings) io.err(en.warning(warning));
    } else io.out(faultLines(result.error).join('\n'));
    return result.ok ? 0 : 1;
  },
};

const document = (result: Result<LogSummary, LogFault>): object =>
  result.ok ? { ok: true, ...result.value } : { ok: false, fault: { ...result.error, reason: en.wrong(result.error) } };
