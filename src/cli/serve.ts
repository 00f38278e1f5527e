import { existsSync, readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { masterKeyFile } from '../db/secrets.ts';
import { systemClock } from '../kernel/clock.ts';
import { house } from '../main.ts';
import type { Command } from './command.ts';

const WEB_FOLDER = new URL('../../build/web', import.meta.url).pathname;

const text = { type: 'string' } as const;
const yes = { type: 'boolean' } as const;

/** The certificate to listen with; undefined for plain HTTP on this machine or behind a proxy. */
async function tlsOf({ listening, data, host, publicUrl }: Config): Promise<{ cert: string; key: string } | undefined> {
  switch (listening.kind) {
    case 'plain':
    case 'behind-proxy':
      return undefined;
    case 'given-certificate':
      return { cert: readFileSync(listening.cert, 'utf8'), key: readFileSync(listening.key, 'utf8') };
    case 'own-ca': {
      const { namesOfThisMachine, ownCertificate } = await import('../http/ownca.ts');
      const asked = [host, ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname])].filter(
        (name) => name !== '0.0.0.0' && name !== '::',
      );
      return ownCertificate(join(data, 'tls'), [...new Set([...namesOfThisMachine(), ...asked])], systemClock.now());
    }
  }
}

/** Resolves when somebody asks the process to end. */
const asked = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

export const serveCommand: Command = {
  name: 'serve',
  summary: 'Start the server and print its address.',
  usage: `krisenfest serve [--port 4444] [--host 127.0.0.1] [--data DIR] [--database URL] [--public-url URL]
                 [--tls-cert FILE --tls-key FILE | --own-ca | --behind-proxy]`,
  run: async (args, io) => {
    const { values } = parseArgs({
      args,
      options: {
        port: text,
        host: text,
        data: text,
        database: text,
        'public-url': text,
        'tls-cert': text,
        'tls-key': text,
        'own-ca': yes,
        'behind-proxy': yes,
      },
    });
    const config = readConfig(values);
    const { listening } = config;
    const tls = await tlsOf(config);
    const home = await house({
      clock: systemClock,
      followDatabase: true,
      database: config.database,
      masterKey: masterKeyFile(config.masterKeyFile),
      networksFile: config.networksFile,
      webFolder: existsSync(WEB_FOLDER) ? WEB_FOLDER : undefined,
      publicUrl: config.publicUrl,
      behindProxy: listening.kind === 'behind-proxy',
      reachable: config.reachable,
      tls,
      onFault: (where, error) =>
        io.err(`${new Date().toISOString()} ${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    });
    await home.app.listen({ port: config.port, host: config.host });
    home.engine.start();
    const address = home.app.server.address();
    const port = typeof address === 'object' && address ? address.port : config.port;
    const shown = config.host.includes(':') ? `[${config.host}]` : config.host;
    io.out(`krisenfest is ready: ${config.publicUrl ?? `${tls ? 'https' : 'http'}://${shown}:${port}/`}`);
    if (home.setupCode !== undefined)
      io.out(`Setup code: ${home.setupCode}  (the first visit asks for it, since other machines can reach this address)`);
    if (listening.kind === 'own-ca')
      io.err(
        `Install ${join(config.data, 'tls', 'authority.crt')} on the computers and phones that shall use krisenfest: it is the certificate of your own authority.`,
      );
    // What was compiled for this start is kept for the next one (see scripts/run.mjs), also when nobody lets this one end well.
    flushCompileCache();
    await asked();
    await home.close();
    return 0;
  },
};
