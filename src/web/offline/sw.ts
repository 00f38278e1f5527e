// The service worker: keeps the built interface on this device, so that it opens without the server. It knows nothing of
// answers of the API; those are kept by the page, for the person who is logged in (answers.ts).
declare const self: ServiceWorkerGlobalScope;
/** Filled in by the build (vite.config.ts): the version of the build, and its files. */
declare const KRISENFEST_BUILD: { readonly version: string; readonly files: readonly string[] };

const PREFIX = 'krisenfest-shell-';
const NAME = PREFIX + KRISENFEST_BUILD.version;
/** A server that does not answer in this time is taken for gone: what is kept is shown. */
const PATIENCE_MS = 5000;

/** Puts every file of the build aside. What an earlier build has in common is not fetched again: names carry the hash of the contents. */
async function install(): Promise<void> {
  const cache = await caches.open(NAME);
  for (const file of KRISENFEST_BUILD.files) {
    const known = file.startsWith('/assets/') ? await caches.match(file) : undefined;
    const response = known ?? (await fetch(file, { cache: 'no-cache' }));
    // A build that is not here as a whole is no build: the earlier one stays.
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    await cache.put(file, response);
  }
  await self.skipWaiting();
}

/** Tabs of the build before may still load parts of it, so that one stays; older ones go. */
async function activate(): Promise<void> {
  const builds = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const before = builds.filter((name) => name !== NAME).at(-1);
  await Promise.all(builds.filter((name) => name !== NAME && name !== before).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function page(request: Request): Promise<Response> {
  const kept = async () => (await caches.open(NAME)).match('/');
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    // A proxy whose server is gone answers for it.
    return [502, 503, 504].includes(response.status) ? ((await kept()) ?? response) : response;
  } catch (error) {
    const shell = await kept();
    if (shell) return shell;
    throw error;
  }
}

const asset = async (request: Request): Promise<Response> => (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

/** What a push of the alert channel (src/act/alerting/channels/pushsend.ts) says, by name; what is missing or strange is empty. */
function readPush(data: { json(): unknown } | null): (name: string) => string {
  const told: unknown = data?.json() ?? {};
  return (name) => {
    const value = typeof told === 'object' && told !== null ? (told as Readonly<Record<string, unknown>>)[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
}

/** Something is always shown: a browser that sees nothing shown takes the right away. */
const show = (text: (name: string) => string): Promise<void> =>
  self.registration.showNotification(text('title') || 'krisenfest', {
    body: text('body'),
    tag: text('tag') || 'krisenfest',
    requireInteraction: true,
    data: text('url'),
  });

/** Tells the server that the message is here: the one evidence of its arrival that does not come from others. What fails is only not shown as arrived. */
async function arrived(link: string): Promise<void> {
  const url = URL.parse(link, self.location.origin);
  if (url?.origin !== self.location.origin || !url.pathname.startsWith('/a/')) return;
  await fetch(`${url.pathname}/delivered`, { method: 'POST' }).catch(() => undefined);
}

function pushed(data: { json(): unknown } | null): Promise<unknown> {
  const text = readPush(data);
  return Promise.all([show(text), arrived(text('url'))]);
}

/** Opens what the notification is about; nothing but pages of this very installation. */
async function open(notification: Notification): Promise<void> {
  notification.close();
  const wanted = URL.parse(typeof notification.data === 'string' ? notification.data : '/', self.location.origin);
  await self.clients.openWindow(wanted?.origin === self.location.origin ? wanted.href : '/');
}

self.addEventListener('push', (event) => event.waitUntil(pushed(event.data)));
self.addEventListener('notificationclick', (event) => event.waitUntil(open(event.notification)));
self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    // Pages of the interface only: links of alerts and the emergency website come from the server or not at all.
    if (pathname === '/' || pathname.startsWith('/o/')) event.respondWith(page(request));
  } else if (KRISENFEST_BUILD.files.includes(pathname) || pathname.startsWith('/assets/')) event.respondWith(asset(request));
});
