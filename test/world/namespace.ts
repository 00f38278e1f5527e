import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Says what is missing for a network of one's own, else false: for the `skip` of a test. */
export const namespaceMissing: string | false =
  process.getuid?.() === 0 && existsSync('/usr/sbin/ip') && existsSync('/usr/bin/unshare')
    ? false
    : 'needs root and iproute2 for a network namespace';

/**
 * Runs TypeScript (the text of a module) in a network of its own, where there is nothing but the loopback interface, and gives what it says as
 * JSON in its last line. Fails with what it printed when it does not end well.
 */
export function inOwnNetwork(script: string): Promise<unknown> {
  const node = JSON.stringify(process.execPath);
  const child = spawn('/usr/bin/unshare', ['-n', 'sh', '-c', `ip link set lo up && exec ${node} --input-type=module-typescript -`], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (part: Buffer) => void (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => void (err += part.toString()));
  child.stdin.end(script);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(out.trim().split('\n').at(-1) ?? 'null'));
      else reject(new Error(`the script in its own network ended with ${code}: ${out}\n${err}`));
    });
  });
}

/** The address of a module of this tree, for the `import` of such a script. */
export const moduleAt = (path: string): string => JSON.stringify(new URL(`../../${path}`, import.meta.url).href);
