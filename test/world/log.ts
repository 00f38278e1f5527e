import { acceptEntry, admitDevice, startLog, writeAsServer, writeCheckpoint } from '../../src/act/situationlog/accept.ts';
import { appendEntry, type DeviceHead } from '../../src/act/situationlog/append.ts';
import { type DeviceKey, newDevice } from '../../src/act/situationlog/device.ts';
import type { Contents, LogLine, Mode } from '../../src/act/situationlog/entry.ts';
import { exportLog } from '../../src/act/situationlog/export.ts';
import type { LogHead } from '../../src/act/situationlog/place.ts';
import { newId } from '../../src/kernel/id.ts';
import { instant, MINUTE, plus } from '../../src/kernel/instant.ts';

export const NOON = instant(Date.UTC(2026, 10, 22, 11, 0, 0));

export const words = (text: string, more: Partial<Contents> = {}): Contents => ({
  author: { id: null, name: 'Kim Beispiel' },
  text,
  ...more,
});

/** A log with a server and a phone that write in turns; every tenth line of theirs a checkpoint, some lines added later. */
export async function sampleLog(
  count: number,
  mode: Mode = 'actual',
): Promise<{ lines: LogLine[]; head: LogHead; server: DeviceKey; phone: DeviceKey; text: string }> {
  const server = await newDevice(NOON, 'exportable');
  const phone = await newDevice(NOON, 'here');
  const incident = newId(NOON);
  const opened = await startLog(incident, mode, server, NOON);
  const admitted = await admitDevice(opened.head, phone, 'device', server, NOON);
  const lines = [opened.record.line, admitted.record.line];
  let head = admitted.head;
  let phoneHead: DeviceHead | null = null;
  while (lines.length < count) {
    const n = lines.length + 1;
    const now = plus(NOON, n * MINUTE);
    const draft = { incident, mode, occurredAt: plus(now, MINUTE * (n % 7 === 0 ? -20 : -1)) };
    if (n % 10 === 0) {
      const written = await writeCheckpoint(head, server, now);
      lines.push(written.record.line);
      head = written.head;
    } else if (n % 2 === 0) {
      const payload = words(`Meldung ${n}: „Größe“ & Lage 😀`, { event: 'alert.handed-over', facts: { attempt: n, ok: true, to: null } });
      const written = await writeAsServer(head, { ...draft, kind: 'system', payload }, server, now);
      lines.push(written.record.line);
      head = written.head;
    } else {
      const payload = words(`Eintrag ${n}`, { reason: 'weil es eilt' });
      const made: Awaited<ReturnType<typeof appendEntry>> = await appendEntry(
        phoneHead,
        { ...draft, kind: 'decision', payload },
        phone,
        now,
      );
      phoneHead = made.head;
      const accepted = await acceptEntry(head, made.entry, plus(now, n % 9 === 0 ? 30 * MINUTE : 1000));
      if (!accepted.ok) throw new Error(accepted.error.code);
      lines.push(accepted.value.record.line);
      head = accepted.value.head;
    }
  }
  return { lines, head, server, phone, text: await exportLog(head, lines, server, plus(NOON, 600 * MINUTE)) };
}
