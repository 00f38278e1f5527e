import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers, missingProgram, type Running, startProgram } from './programs.ts';
import { sparePort } from './scratch.ts';

export const nginxMissing = (): string | false => missingProgram('nginx', 'apt-get install nginx-light');

/** A real nginx on a spare loopback port, all its files in `folder`. `inServer` stands inside its only server block. */
export async function startNginx(
  folder: string,
  inServer: (files: string) => string,
  inHttp = '',
): Promise<Running & { readonly url: string }> {
  const port = await sparePort();
  for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(folder, name), { recursive: true });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name.replace('client_', ''))};`)
    .join(' ');
  const config = join(folder, 'nginx.conf');
  writeFileSync(
    config,
    `daemon off; master_process off; worker_processes 1; pid ${join(folder, 'nginx.pid')}; error_log stderr warn;
events { worker_connections 128; }
http { access_log off; ${temporary}
${inHttp}
server { listen 127.0.0.1:${port}; server_name localhost;
${inServer(folder)}
} }
`,
  );
  const url = `http://127.0.0.1:${port}`;
  const running = await startProgram('nginx', ['-p', folder, '-c', config, '-e', 'stderr'], () => answers(url));
  return { ...running, url };
}
