import { createServer } from 'node:http';

/** An answer of the registry: a status, and the members of a domain object (RFC 9083 §5.3) or of an error (§6). */
export type RdapAnswer = { readonly status: number; readonly body: unknown };

/** A domain as a registry tells of it, in the shape of RFC 9083, with what matters to a test. */
export const rdapDomain = (name: string, more: { readonly status?: readonly string[]; readonly until?: string } = {}): RdapAnswer => ({
  status: 200,
  body: {
    rdapConformance: ['rdap_level_0'],
    objectClassName: 'domain',
    handle: 'D-4711',
    ldhName: name,
    status: more.status ?? ['active'],
    entities: [
      {
        objectClassName: 'entity',
        roles: ['registrar'],
        vcardArray: [
          'vcard',
          [
            ['version', {}, 'text', '4.0'],
            ['fn', {}, 'text', 'Muster Registrar GmbH'],
          ],
        ],
      },
    ],
    events: [
      { eventAction: 'registration', eventDate: '2009-03-31T00:00:00Z' },
      { eventAction: 'last changed', eventDate: '2024-03-31T00:00:00Z' },
      ...(more.until === undefined ? [] : [{ eventAction: 'expiration', eventDate: more.until }]),
    ],
    links: [{ value: 'https://rdap.registry.example/', rel: 'self', type: 'application/rdap+json' }],
  },
});

/**
 * A small registry by the letter of RFC 9082 and 9083, with the directory of RFC 9224 at `/dns.json`, on a spare loopback port. What it does
 * not know is 404 with an error object, as the standard wants it.
 */
export async function startRdap(
  answers: (name: string) => RdapAnswer | undefined,
  endings: readonly string[] = [],
): Promise<{ readonly url: string; readonly asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const say = ({ status, body }: RdapAnswer) => {
      response.writeHead(status, { 'content-type': 'application/rdap+json' });
      response.end(JSON.stringify(body));
    };
    if (path === '/dns.json')
      return say({
        status: 200,
        body: {
          version: '1.0',
          publication: '2026-01-01T00:00:00Z',
          services: [
            [['beispiel'], ['https://rdap.beispiel/']],
            [endings, [url]],
          ],
        },
      });
    const name = /^\/domain\/([^/]+)$/.exec(path)?.[1];
    if (name === undefined) return say({ status: 400, body: { errorCode: 400, title: 'Bad Request' } });
    return say(answers(name) ?? { status: 404, body: { errorCode: 404, title: 'Not Found', description: [`no ${name}`] } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The registry has no port.');
  const url = `http://127.0.0.1:${address.port}/`;
  return {
    url,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
