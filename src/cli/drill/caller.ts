/** A caller of the API with a session of its own, as a browser would be. */
export type Caller = { call(method: string, path: string, body?: unknown): Promise<unknown> };

/** The API refused; the drill cannot go on. */
export class DrillError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DrillError';
  }
}

/** Calls `base` + `/api/v1` + path with JSON, keeps the session cookie. Throws `DrillError` when the answer is no. */
export function callerAt(base: string): Caller {
  let cookie = '';
  return {
    call: async (method, path, body) => {
      const response = await fetch(`${base}/api/v1${path}`, {
        method,
        headers: {
          ...(cookie ? { cookie } : {}),
          ...(body === undefined ? {} : { 'content-type': typeof body === 'string' ? 'application/octet-stream' : 'application/json' }),
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const session = response.headers.getSetCookie().find((one) => one.startsWith('krisenfest_session='));
      if (session) cookie = session.split(';')[0] ?? '';
      const text = await response.text();
      if (!response.ok) throw new DrillError(`${method} ${path}: ${response.status} ${text}`);
      return text !== '' && response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as unknown) : undefined;
    },
  };
}
