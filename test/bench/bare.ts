import { request } from 'node:http';

/**
 * The least that such checks can cost on this machine: node:http alone, a new connection each, spread over the interval, nothing
 * judged, nothing kept. Arguments: port, number, interval in ms. Ends with its parent.
 */
const [port = 0, count = 0, intervalMs = 0] = process.argv.slice(2).map(Number);
for (let n = 0; n < count; n++) {
  const ask = () => {
    const asked = request({ host: '127.0.0.1', port, path: `/c/${n}`, agent: false }, (response) => response.resume());
    asked.on('error', (error) => console.error(error.message));
    asked.end();
  };
  setTimeout(
    () => {
      ask();
      setInterval(ask, intervalMs);
    },
    (n / count) * intervalMs,
  );
}
process.on('disconnect', () => process.exit(0));
process.send?.(process.pid);
