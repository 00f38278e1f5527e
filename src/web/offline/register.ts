/** Keeps the interface on this device, where the browser allows it: https with a certificate it believes, or this machine. */
export function keepInterface(): void {
  if (!('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    // A browser that refuses (a certificate it does not believe, a private window) goes on without; the settings say so.
    void navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined);
  });
}
