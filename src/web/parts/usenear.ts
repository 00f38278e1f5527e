import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** So far above and below the screen rows are drawn already, so that scrolling finds them. */
const MARGIN = '800px 0px';
/** As high as a row usually is, before it was drawn for the first time. */
const ROW_PX = 58;

/** Is the element near what the reader sees? `height`: in px, what it had when it was drawn last, for its place meanwhile. */
export function useNear<E extends HTMLElement>(
  rows: number,
): { readonly ref: RefObject<E | null>; readonly near: boolean; readonly height: number } {
  const ref = useRef<E>(null);
  const [near, setNear] = useState(false);
  const [height, setHeight] = useState(rows * ROW_PX);

  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.at(-1);
        if (!seen) return;
        if (!seen.isIntersecting && seen.boundingClientRect.height > 0) setHeight(seen.boundingClientRect.height);
        setNear(seen.isIntersecting);
      },
      { rootMargin: MARGIN },
    );
    observer.observe(element);
    // Paper has no scroll bar: everything must be there before it is printed.
    const print = () => flushSync(() => setNear(true));
    window.addEventListener('beforeprint', print);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', print);
    };
  }, []);

  return { ref, near, height };
}
