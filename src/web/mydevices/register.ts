import { sha256 } from '../../kernel/sha256.ts';

/** What a device says of itself: its place at the push service, and its keys. */
type Told = { readonly url: string; readonly p256dh: string; readonly auth: string };
export type Outcome = { readonly kind: 'done'; readonly told: Told } | { readonly kind: 'unable' | 'denied' | 'failed' };

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

async function subscribed(): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator && 'PushManager' in window)) return null;
  return (await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription()) ?? null;
}

/** How the server names the place of this very device; undefined where it is not registered. */
export async function placeHere(): Promise<string | undefined> {
  const subscription = await subscribed();
  return subscription ? toBase64Url(sha256(new TextEncoder().encode(subscription.endpoint))) : undefined;
}

/** Lets the browser of this device be rung by the installation with this key: the person's leave, a place at the push service. */
export async function register(key: string): Promise<Outcome> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return { kind: 'unable' };
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) return { kind: 'unable' };
  if ((await Notification.requestPermission()) !== 'granted') return { kind: 'denied' };
  try {
    // A browser keeps one registration, bound to the key it was made with; one with this key serves other organisations, too.
    const before = await subscribed();
    const known = before?.options.applicationServerKey;
    const same = known != null && toBase64Url(new Uint8Array(known)) === key;
    if (before && !same) await before.unsubscribe();
    const applicationServerKey = fromBase64Url(key);
    const subscription =
      before && same ? before : await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
    const { endpoint, keys } = subscription.toJSON();
    const [p256dh, auth] = [keys?.['p256dh'], keys?.['auth']];
    if (endpoint === undefined || p256dh === undefined || auth === undefined) return { kind: 'failed' };
    return { kind: 'done', told: { url: endpoint, p256dh, auth } };
  } catch (error) {
    // The push service cannot be reached, or refuses; the browser gives no reason that helps anybody.
    if (error instanceof DOMException) return { kind: 'failed' };
    throw error;
  }
}
