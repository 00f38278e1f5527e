import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { asNobody } from './nobody.ts';
import { type Running, startProgram } from './programs.ts';
import { sparePort } from './scratch.ts';

const DRIVER = '/lib/nut/dummy-ups';
const SERVER = ['/lib/nut/upsd', '/usr/sbin/upsd'].find((path) => existsSync(path));

export const nutMissing = (): string | false =>
  existsSync(DRIVER) && SERVER !== undefined ? false : 'upsd is not installed here (apt-get install nut-server)';

const says = (port: number, line: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port }, () => socket.write(`${line}\n`));
    socket.once('error', () => resolve(''));
    socket.once('data', (data: Buffer) => {
      socket.destroy();
      resolve(data.toString());
    });
  });

export type Nut = {
  readonly port: number;
  /** Lets the UPS say this from now on, and waits until the server knows. */
  become(values: Readonly<Record<string, string | number>>): Promise<void>;
  /** Stops the driver: the server goes on without knowing anything. */
  unplug(): Promise<void>;
  stop(): Promise<void>;
};

/** Network UPS Tools of Debian with their own dummy UPS, called `dummy`. */
export async function startNut(folder: string, values: Readonly<Record<string, string | number>>): Promise<Nut> {
  const port = await sparePort();
  mkdirSync(join(folder, 'state'), { recursive: true });
  const file = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const write = (now: Readonly<Record<string, string | number>>) =>
    file(
      'ups.dev',
      `${Object.entries(now)
        .map(([name, value]) => `${name}: ${value}\n`)
        .join('')}TIMER 1\n`,
    );
  write(values);
  file('ups.conf', `[dummy]\n driver = dummy-ups\n port = ${folder}/ups.dev\n desc = "dummy"\n mode = dummy-loop\n`);
  file('upsd.conf', `LISTEN 127.0.0.1 ${port}\nSTATEPATH ${folder}/state\nMAXAGE 3\n`);
  file('upsd.users', '[mon]\n password = x\n upsmon primary\n');
  file('nut.conf', 'MODE=netserver\n');
  const env = { NUT_CONFPATH: folder, NUT_STATEPATH: `${folder}/state` };
  const driven = asNobody(folder, DRIVER, ['-F', '-a', 'dummy', '-u', 'nobody']);
  const driver: Running = await startProgram(driven.program, driven.args, async () => existsSync(`${folder}/state/dummy-ups-dummy`), env);
  const served = asNobody(folder, SERVER ?? '', ['-F', '-u', 'nobody']);
  const knows = async (name: string, value: string | number) => (await says(port, `GET VAR dummy ${name}`)).includes(`"${String(value)}"`);
  const server = await startProgram(served.program, served.args, () => knows('ups.status', values['ups.status'] ?? 'OL'), env);
  return {
    port,
    become: async (now) => {
      write(now);
      const until = Date.now() + 60_000;
      while (Date.now() < until) {
        if (await knows('ups.status', now['ups.status'] ?? '')) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`The dummy UPS did not change: ${driver.said()} ${server.said()}`);
    },
    unplug: () => driver.stop(),
    stop: async () => {
      await server.stop();
      await driver.stop();
    },
  };
}
