import type { WorkAcross } from '../../db/work.ts';
import type { Hub } from '../../http/hub.ts';
import { on, type Route } from '../../http/route.ts';
import type { Download } from '../../kernel/contract.ts';
import type { Language } from '../../kernel/languages.ts';
import { notFound } from '../../kernel/problem.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { showScreen, streamScreen } from './alerting.contract.ts';
import { screenOpens } from './channels/screen.ts';
import { screenByToken, shownOn } from './screen.store.ts';
import { de, en } from './screen.texts.ts';
import { SCREEN_POLICY, type ShownAlert, screenPage } from './screenpage.ts';

/** Also without news: the screen notices a dead line, and an alert that has become old goes. */
const AGAIN_MS = 20_000;
const TOPICS = new Set(['alert', 'delivery', 'channel', '*']);

/** Nothing reaches the disk since `since` (ms since 1970). */
type NotSaving = { readonly since: number } | null;

/** krisenfest itself is in trouble: shown like an alert that nobody has acknowledged, so that it is heard. */
const notSavingAlert = ({ since }: { readonly since: number }, language: Language): ShownAlert => {
  const t = language === 'de' ? de : en;
  return { id: 'not-saving', mode: 'actual', subject: t.notSaving, text: t.notSavingText, at: since, confirmed: [] };
};

const stateOf = (workAcross: WorkAcross, token: string, notSaving: NotSaving) =>
  workAcross(async (across) => {
    const found = await screenByToken(across, token);
    if (!found) return undefined;
    const tx = across.in(found.org);
    const organisation = await organisations(tx).byId(found.org);
    const alerts = await shownOn(tx, found.channel, organisation.language);
    const trouble = notSaving ? [notSavingAlert(notSaving, organisation.language)] : [];
    return { org: found.org, organisation, channel: found.channel, alerts: [...trouble, ...alerts] };
  });

type Shown = { readonly workAcross: WorkAcross; readonly hub: Hub; readonly org: string; readonly notSaving: () => NotSaving };

async function* states({ workAcross, hub, org, notSaving }: Shown, token: string, signal: AbortSignal): AsyncGenerator<string> {
  let news = true;
  let wake: () => void = () => undefined;
  const closes = screenOpens(token);
  const stop = hub.subscribe(org, ({ topics }) => {
    if (!topics.some((topic) => TOPICS.has(topic))) return;
    news = true;
    wake();
  });
  const ended = () => wake();
  signal.addEventListener('abort', ended, { once: true });
  try {
    yield 'retry: 2000\n\n';
    while (!signal.aborted) {
      news = false;
      const state = await stateOf(workAcross, token, notSaving());
      // The channel was removed or has a new key: this page shows nothing any more.
      if (!state) return;
      yield `event: state\ndata: ${JSON.stringify(state.alerts)}\n\n`;
      if (news) continue;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, AGAIN_MS);
      });
      clearTimeout(timer);
    }
  } finally {
    closes();
    stop();
    signal.removeEventListener('abort', ended);
  }
}

const HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' };

/** The page of a screen in the house, and what it shows as a stream. Whoever has the address sees it, and can do nothing with it. */
export const screenRoutes = (hub: Hub, notSaving: () => NotSaving): Route[] => [
  on(showScreen).handle(async ({ params, workAcross }): Promise<Download> => {
    const state = await stateOf(workAcross, params.token, notSaving());
    if (!state) throw notFound('This screen');
    const { organisation, channel } = state;
    const { name, language, zone } = organisation;
    const room = channel.settings.open['room'];
    return {
      type: 'text/html; charset=utf-8',
      body: screenPage({ organisation: name, room: typeof room === 'string' ? room : channel.name, language, zone }),
      headers: { ...HEADERS, 'content-security-policy': SCREEN_POLICY },
    };
  }),
  on(streamScreen).handle(async ({ params, workAcross, signal }): Promise<Download> => {
    const state = await stateOf(workAcross, params.token, notSaving());
    if (!state) throw notFound('This screen');
    return {
      type: 'text/event-stream; charset=utf-8',
      body: states({ workAcross, hub, org: state.org, notSaving }, params.token, signal),
      headers: { ...HEADERS, 'x-accel-buffering': 'no' },
    };
  }),
];
