import { type AnswerOf, type Endpoint } from '../kernel/contract.ts';
import { type Args, problemOf, Unreachable, urlOf } from './call.ts';

/** Sends a file to an endpoint that takes it piece by piece, and tells how far it is (0 to 1); `fetch` cannot. Throws as `call` does. */
export function upload<const E extends Endpoint & { readonly takesStream: true }>(
  one: E,
  args: Args<E> & { readonly org: string; readonly body: Blob; readonly signal: AbortSignal },
  progress: (share: number) => void,
): Promise<AnswerOf<E>> {
  const { body, signal } = args;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(one.method, urlOf(one, args as never));
    request.setRequestHeader('accept', 'application/json, application/problem+json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => {
      const type = request.getResponseHeader('content-type') ?? '';
      const response = new Response(request.responseText, {
        status: request.status,
        statusText: request.statusText,
        headers: { 'content-type': type },
      });
      const answer = async () => {
        if (!response.ok) throw await problemOf(response);
        return one.response?.parse(await response.json()) as AnswerOf<E>;
      };
      answer().then(resolve, reject);
    });
    request.addEventListener('error', () => reject(new Unreachable('The upload broke.')));
    request.addEventListener('abort', () => reject(new DOMException('The upload was stopped.', 'AbortError')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}
