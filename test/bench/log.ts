import { verifyLog } from '../../src/act/situationlog/verify.ts';
import { sampleLog } from '../world/log.ts';

/** How long an outsider waits for 10,000 entries (knowledge/act.md: at most 1 s). Prints figures, never fails on time. */
export async function log(print: (line: string) => void): Promise<void> {
  const made = performance.now();
  const { text, server, head } = await sampleLog(10_000);
  const entries = Math.round(10_000 / ((performance.now() - made) / 1000));
  print(`situation log: ${entries} entries/s appended, signed and accepted; 10,000 entries are ${(text.length / 1e6).toFixed(1)} MB`);
  for (const round of [1, 2, 3]) {
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    const result = await verifyLog(text, { key: server.publicKey, head: head.hash ?? '' });
    const { user, system } = process.cpuUsage(cpu);
    const verdict = result.ok ? 'good' : result.error.code;
    print(
      `situation log: verify 10,000 (${verdict}), round ${round}: ${Math.round(performance.now() - wall)} ms, CPU ${Math.round((user + system) / 1000)} ms`,
    );
  }
}
