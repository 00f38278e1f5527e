/** A gate that lets a bounded number through at once; whoever comes later waits in line. */
export type Slots = {
  /** Resolves when there is room, with the function that frees the place again. */
  enter(): Promise<() => void>;
};

export function slots(most: number): Slots {
  let inside = 0;
  const waiting: (() => void)[] = [];
  const leaveOnce = () => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      inside -= 1;
      waiting.shift()?.();
    };
  };
  return {
    enter: () =>
      new Promise((resolve) => {
        const go = () => {
          inside += 1;
          resolve(leaveOnce());
        };
        if (inside < most) go();
        else waiting.push(go);
      }),
  };
}
