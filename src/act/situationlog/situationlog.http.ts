import { on, type Route } from '../../http/route.ts';
import type { LogRecord } from './entry.ts';
import { exportLog } from './export.ts';
import { exportLogFile, readLogLines, writeLogLine } from './situationlog.contract.ts';
import { situationLog } from './situationlog.store.ts';

export const situationLogRoutes = (): Route[] => [
  on(readLogLines).handle(async ({ work, params, query }) =>
    work(async (tx) => {
      const log = situationLog(tx);
      const { count } = await log.head(params.id);
      return { lines: (await log.lines(params.id, query.after, query.limit)).map((record) => record.line), count };
    }),
  ),

  on(writeLogLine).handle(async ({ work, params, body, caller }) =>
    work(async (tx) => {
      const { kind, text, reason, corrects, occurredAt } = body;
      const payload = {
        author: { id: caller.id, name: caller.name },
        text,
        ...(reason === undefined ? {} : { reason }),
        ...(corrects === undefined ? {} : { corrects }),
      };
      const at = occurredAt === undefined ? {} : { occurredAt: Math.min(occurredAt, tx.now) };
      return (await situationLog(tx).append(params.id, { kind, payload, ...at })).line;
    }),
  ),

  on(exportLogFile).handle(async ({ work, params, org, now }) => {
    const body = await work(async (tx) => {
      const log = situationLog(tx);
      await log.checkpoint(params.id);
      const records: LogRecord[] = [];
      for (;;) {
        const some = await log.lines(params.id, records.length, 1000);
        records.push(...some);
        if (some.length < 1000) break;
      }
      return exportLog(
        await log.head(params.id),
        records.map((record) => record.line),
        await log.serverKey(),
        now,
      );
    });
    return { type: 'application/jsonl; charset=utf-8', body, filename: `lagetagebuch-${org.slug}-${params.id.slice(0, 8)}.jsonl` };
  }),
];
