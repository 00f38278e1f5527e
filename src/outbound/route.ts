import { z } from 'zod';
import { parseJson } from '../kernel/parsejson.ts';
import { OutboundError } from './failure.ts';
import { runProgram } from './program.ts';

const Routes = z.array(z.object({ dev: z.string() }));

/**
 * Through which interface this machine would send a packet from its address `from` to `to`; null when it has no way there. Asks iproute2,
 * because the kernel chooses the way by the destination first, whatever address one leaves from. Throws `OutboundError` (`bad-url`) when
 * iproute2 is not there.
 */
export async function interfaceFor(to: string, from: string, signal?: AbortSignal): Promise<string | null> {
  const { code, out } = await runProgram('ip', ['-j', 'route', 'get', to, 'from', from], {
    timeoutMs: 2000,
    ...(signal ? { signal } : {}),
  });
  if (code !== 0) return null;
  const json = parseJson(out);
  const routes = Routes.safeParse(json.ok ? json.value : null);
  if (!routes.success) throw new OutboundError('bad-answer', 'The program ip gave an answer of a form that is not known here.');
  return routes.data[0]?.dev ?? null;
}
