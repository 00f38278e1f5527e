import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { masterKeyFile } from '../db/secrets.ts';
import { systemClock } from '../kernel/clock.ts';
import { house } from '../main.ts';
import type { Command } from './command.ts';

const WEB_FOLDER = new URL('../../build/web', import.meta.url).pathname;

const text = { type: 'string' } as const;
const yes = { type: 'boolean' } as const;

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
    if (listening.kind === 'own-ca') throw new ConfigError('own-ca');
    const tls =
      listening.kind === 'given-certificate'
        ? { cert: readFileSync(listening.cert, 'utf8'), key: readFileSync(listening.key, 'utf8') }
        : undefined;
    const home = await house({
      clock: systemClock,
      database: config.database,
      masterKey: masterKeyFile(config.masterKeyFile),
      webFolder: existsSync(WEB_FOLDER) ? WEB_FOLDER : undefined,
      publicUrl: config.publicUrl,
      behindProxy: listening.kind === 'behind-proxy',
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
    await asked();
    await home.close();
    return 0;
  },
};
