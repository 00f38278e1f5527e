import { z } from 'zod';
import { ScanReport } from './finding.ts';
import { en } from './notchecked.texts.ts';

/** A report as `discover --json` prints it (contracts/cli.md): what was not checked stands in English sentences. */
export const PrintedReport = ScanReport.extend({ notChecked: z.array(z.object({ what: z.string(), why: z.string() })) });
export type PrintedReport = z.infer<typeof PrintedReport>;

export const printedReport = (report: ScanReport): PrintedReport => ({
  ...report,
  notChecked: report.notChecked.map(({ what, why }) => ({ what: en.what(what), why: en.why(why) })),
});
