import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { de, en } from '../alerting.texts.ts';

/** What a channel of the kind `webpush` needs to know of a device: its place at the push service, its keys, and our own. */
type Device = { readonly url: string; readonly p256dh: string; readonly auth: string; readonly vapid: string };
type Outcome = { readonly kind: 'done'; readonly device: Device } | { readonly kind: 'unable' | 'denied' | 'failed' };

/** Lets the browser of this device be rung: a key pair of our own, the person's leave, a place at the push service. */
async function register(): Promise<Outcome> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return { kind: 'unable' };
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) return { kind: 'unable' };
  if ((await Notification.requestPermission()) !== 'granted') return { kind: 'denied' };
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
  const { d: vapid } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const applicationServerKey = await crypto.subtle.exportKey('raw', pair.publicKey);
  try {
    // A browser keeps one registration, bound to the key it was made with.
    await (await registration.pushManager.getSubscription())?.unsubscribe();
    const { endpoint, keys } = (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })).toJSON();
    const [p256dh, auth] = [keys?.['p256dh'], keys?.['auth']];
    if (endpoint === undefined || p256dh === undefined || auth === undefined || vapid === undefined) return { kind: 'failed' };
    return { kind: 'done', device: { url: endpoint, p256dh, auth, vapid } };
  } catch (error) {
    // The push service cannot be reached, or refuses; the browser gives no reason that helps anybody.
    if (error instanceof DOMException) return { kind: 'failed' };
    throw error;
  }
}

type PushDeviceProps = {
  readonly registered: boolean;
  /** The channel is there already: some device is registered. */
  readonly kept: boolean;
  /** Somebody has tried to save without a device. */
  readonly missing: boolean;
  readonly onRegistered: (device: Device) => void;
};

/** The button that registers the very device on which it is pressed, and what came of it. */
export function PushDevice({ registered, kept, missing, onRegistered }: PushDeviceProps) {
  const { push: t } = useTexts({ de, en }).channels;
  const [trouble, setTrouble] = useState<'unable' | 'denied' | 'failed' | undefined>();
  const press = async () => {
    const outcome = await register();
    setTrouble(outcome.kind === 'done' ? undefined : outcome.kind);
    if (outcome.kind === 'done') onRegistered(outcome.device);
  };
  return (
    <div className="stack">
      <div className="row">
        <Button onClick={press}>{t.register}</Button>
      </div>
      {registered && trouble === undefined && <output>{t.done}</output>}
      {!registered && kept && <p className="muted">{t.again}</p>}
      {trouble !== undefined && <p role="alert">{t[trouble]}</p>}
      {missing && trouble === undefined && <p role="alert">{t.first}</p>}
    </div>
  );
}
