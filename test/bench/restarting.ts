import { join } from 'node:path';
import { scratchFolder, sparePort } from '../world/scratch.ts';
import { startServer } from '../world/served.ts';
import { startSmtp } from '../world/smtp.ts';

const ROUNDS = 7;

export type Restart = { readonly sentMs: number; readonly readyMs: number };

/**
 * Milliseconds from the start of a killed server until the message that was under way when it was killed reaches the mail server, and
 * until the server says that it is ready; a process of its own each time, on the embedded database. The fastest first.
 */
export async function restartToSending(): Promise<Restart[]> {
  const folder = scratchFolder('bench-restarting');
  let holds = true;
  let isUnderWay = (): void => undefined;
  const sink = await startSmtp({
    // It never answers the one that is to be killed.
    onRcptTo: (_address, _session, done) => {
      if (holds) isUnderWay();
      else done();
    },
  });
  let arrives = (_at: number): void => undefined;
  sink.onMail = () => arrives(performance.now());
  const [port, data] = [await sparePort(), join(folder.path, 'data')];
  let cookie = '';
  const post = async (path: string, body: object): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    if (response.status !== 201) throw new Error(`${path}: ${await response.text()}`);
  };
  let server = await startServer(port, data, undefined);
  const times: Restart[] = [];
  try {
    const me = { name: 'Eva Muster', email: 'eva@musterbau.example', password: 'ein-langes-kennwort' };
    await post('/setup', { organisation: 'Musterbau GmbH', ...me });
    const root = '/organisations/musterbau-gmbh';
    const settings = { host: '127.0.0.1', port: sink.port, security: 'none', from: 'alarm@musterbau.example' };
    await post(`${root}/channels`, { kind: 'email', name: 'Hausmail', settings });
    const addresses = [{ kind: 'email', value: 'otto@musterbau.example', label: '', withoutInternet: false }];
    await post(`${root}/contacts`, { name: 'Otto Muster', company: '', note: '', language: 'de', addresses });
    for (let round = 0; round < ROUNDS; round++) {
      holds = true;
      const arrival = new Promise<number>((resolve) => {
        arrives = resolve;
      });
      // Not a new session: the one that carried the message before is kept for a moment.
      const underWay = new Promise<void>((resolve) => {
        isUnderWay = resolve;
      });
      await post(`${root}/incidents`, { mode: 'actual', title: `Runde ${round}` });
      await underWay;
      await server.kill();
      holds = false;
      const started = performance.now();
      server = await startServer(port, data, undefined);
      times.push({ sentMs: Math.round((await arrival) - started), readyMs: Math.round(server.readyAfterMs) });
    }
    return times.sort((a, b) => a.sentMs - b.sentMs);
  } finally {
    await server.kill();
    await sink.close();
    folder.remove();
  }
}
