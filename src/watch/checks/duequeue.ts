/** What is due when: a heap, earliest first. One entry per key counts: the last one set. */
export type DueQueue = {
  set(key: string, at: number): void;
  remove(key: string): void;
  /** When this key is due. */
  at(key: string): number | null;
  /** The earliest time at which something is due. */
  next(): number | null;
  /** Takes out and gives the key that is due first, if it is due at `now`. */
  take(now: number): { readonly key: string; readonly at: number } | null;
  clear(): void;
  readonly size: number;
};

type Entry = { readonly key: string; readonly at: number };

export function dueQueue(): DueQueue {
  const heap: Entry[] = [];
  const valid = new Map<string, Entry>();

  const swap = (a: number, b: number) => {
    const [x, y] = [heap[a], heap[b]];
    if (x && y) [heap[a], heap[b]] = [y, x];
  };
  const earlier = (a: number, b: number) => (heap[a]?.at ?? Number.POSITIVE_INFINITY) < (heap[b]?.at ?? Number.POSITIVE_INFINITY);
  const rise = (from: number) => {
    for (let i = from; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!earlier(i, parent)) return;
      swap(i, parent);
      i = parent;
    }
  };
  const sink = () => {
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      const least = earlier(right, left) ? right : left;
      if (!earlier(least, i)) return;
      swap(i, least);
      i = least;
    }
  };
  const drop = () => {
    const last = heap.pop();
    if (heap.length > 0 && last) {
      heap[0] = last;
      sink();
    }
  };
  /** Entries that were replaced or removed are dropped when they come to the top. */
  const top = (): Entry | undefined => {
    while (heap[0] && valid.get(heap[0].key) !== heap[0]) drop();
    return heap[0];
  };

  return {
    set: (key, at) => {
      const entry = { key, at };
      valid.set(key, entry);
      heap.push(entry);
      rise(heap.length - 1);
    },
    remove: (key) => {
      valid.delete(key);
    },
    at: (key) => valid.get(key)?.at ?? null,
    next: () => top()?.at ?? null,
    take: (now) => {
      const first = top();
      if (!first || first.at > now) return null;
      drop();
      valid.delete(first.key);
      return first;
    },
    clear: () => {
      heap.length = 0;
      valid.clear();
    },
    get size() {
      return valid.size;
    },
  };
}
