import { connect, createServer, type Socket } from 'node:net';

/** A line to a server on loopback that the test can cut and mend. */
export type Cable = {
  readonly port: number;
  /** Breaks every connection; new ones are refused until it is mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};

export async function cableTo(target: number): Promise<Cable> {
  const ends = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = connect({ host: '127.0.0.1', port: target });
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no loopback port to be had');
  const cut = () => {
    whole = false;
    for (const end of ends) end.destroy();
  };
  return {
    port: address.port,
    cut,
    mend: () => {
      whole = true;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
