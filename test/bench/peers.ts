import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { scratchFolder, sparePort } from '../world/scratch.ts';
import { useOf } from './processes.ts';

const PROMETHEUS = '/usr/bin/prometheus';
const BLACKBOX = '/usr/bin/prometheus-blackbox-exporter';

/** Debian's packages prometheus and prometheus-blackbox-exporter are there. */
export const peersInstalled = (): boolean => existsSync(PROMETHEUS) && existsSync(BLACKBOX);

const probing = `modules:
  http:
    prober: http
    timeout: 900ms
    http:
      preferred_ip_protocol: ip4
      tls_config: { insecure_skip_verify: true }
`;

const asking = (urls: readonly string[], blackbox: number, intervalMs: number) => `scrape_configs:
  - job_name: checks
    scrape_interval: ${intervalMs}ms
    scrape_timeout: 1s
    metrics_path: /probe
    params: { module: [http] }
    static_configs: [{ targets: ${JSON.stringify(urls)} }]
    relabel_configs:
      - { source_labels: [__address__], target_label: __param_target }
      - { source_labels: [__param_target], target_label: instance }
      - { target_label: __address__, replacement: '127.0.0.1:${blackbox}' }
`;

/**
 * Runs Prometheus with its blackbox exporter on these addresses, each Go program on one core as in the anchors' own measurement;
 * calls `window` when they have run in, with a reading of the processor time of both in ms.
 */
export async function withPeers<Answer>(
  urls: readonly string[],
  intervalMs: number,
  window: (cpuMs: () => number) => Promise<Answer>,
): Promise<Answer> {
  const folder = scratchFolder('bench-peers');
  const [blackbox, prometheus] = [await sparePort(), await sparePort()];
  const [probes, questions] = [join(folder.path, 'blackbox.yml'), join(folder.path, 'prometheus.yml')];
  writeFileSync(probes, probing);
  writeFileSync(questions, asking(urls, blackbox, intervalMs));
  const env = { ...process.env, GOMAXPROCS: '1' };
  const options = { env, stdio: 'ignore' } as const;
  const both = [
    spawn(BLACKBOX, [`--config.file=${probes}`, `--web.listen-address=127.0.0.1:${blackbox}`], options),
    spawn(
      PROMETHEUS,
      [`--config.file=${questions}`, `--web.listen-address=127.0.0.1:${prometheus}`, `--storage.tsdb.path=${join(folder.path, 'tsdb')}`],
      options,
    ),
  ];
  const ended = both.map((one) => new Promise<void>((resolve) => one.once('exit', () => resolve())));
  try {
    await sleep(Math.min(intervalMs, 10_000) + 5000);
    return await window(() => both.reduce((sum, { pid }) => sum + (pid === undefined ? Number.NaN : useOf(pid).cpuMs), 0));
  } finally {
    for (const one of both) one.kill('SIGTERM');
    await Promise.all(ended);
    folder.remove();
  }
}
