import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers, missingProgram, type Running, startProgram } from './programs.ts';
import { sparePort } from './scratch.ts';

export const caddyMissing = (): string | false => missingProgram('caddy', 'apt-get install caddy');

/** A real Caddy on a spare loopback port, all its files in `folder`. `inSite` stands inside its only site block. */
export async function startCaddy(folder: string, inSite: string): Promise<Running & { readonly url: string }> {
  const url = `http://127.0.0.1:${await sparePort()}`;
  const config = join(folder, 'Caddyfile');
  writeFileSync(config, `{\n\tadmin off\n\tauto_https off\n}\n${url} {\n${inSite}\n}\n`);
  const running = await startProgram('caddy', ['run', '--config', config, '--adapter', 'caddyfile'], () => answers(url), {
    HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
  });
  return { ...running, url };
}
