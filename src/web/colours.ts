import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';

const STORED = 'krisenfest-colours';

const read = (fallback: MantineColorScheme): MantineColorScheme => {
  const stored = localStorage.getItem(STORED);
  return stored === 'light' || stored === 'dark' || stored === 'auto' ? stored : fallback;
};

/** Keeps light, dark or "like the system" in this browser under the name that boot.js reads before the first paint. */
export function colours(): MantineColorSchemeManager {
  let listener: ((event: StorageEvent) => void) | undefined;
  return {
    get: read,
    set: (value) => localStorage.setItem(STORED, value),
    subscribe: (onUpdate) => {
      listener = (event) => {
        if (event.key === STORED) onUpdate(read('auto'));
      };
      window.addEventListener('storage', listener);
    },
    unsubscribe: () => {
      if (listener) window.removeEventListener('storage', listener);
    },
    clear: () => localStorage.removeItem(STORED),
  };
}
