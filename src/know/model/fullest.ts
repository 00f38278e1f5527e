type Place = { readonly x: number; readonly y: number };

const NODE = { width: 178, height: 62 };

/**
 * Where a window of this size shows the most of a picture: its upper left corner, with what it shows in its middle. Of several equally
 * full ones it is the leftmost, where the processes stand. Lengths in the picture's own units. `{ x: 0, y: 0 }` for an empty picture.
 */
export function fullest(places: readonly Place[], room: { readonly width: number; readonly height: number }): Place {
  const across = [...new Set(places.map(({ x }) => x))].sort((a, b) => a - b);
  let best: readonly Place[] = [];
  for (const x of across) {
    const down = places.filter((place) => place.x >= x && place.x + NODE.width <= x + room.width).sort((a, b) => a.y - b.y);
    // Two hands move down the column: everything between them fits.
    for (let first = 0, last = 0; first < down.length; first++) {
      const bottom = (down[first]?.y ?? 0) + room.height - NODE.height;
      while (last < down.length && (down[last]?.y ?? 0) <= bottom) last++;
      if (last - first > best.length) best = down.slice(first, last);
    }
  }
  if (best.length === 0) return { x: 0, y: 0 };
  const middle = (values: readonly number[], size: number): number => (Math.min(...values) + Math.max(...values) + size) / 2;
  return {
    x:
      middle(
        best.map(({ x }) => x),
        NODE.width,
      ) -
      room.width / 2,
    y:
      middle(
        best.map(({ y }) => y),
        NODE.height,
      ) -
      room.height / 2,
  };
}
