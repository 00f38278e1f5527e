/** How a picture is laid out: two ellipses around the company, and how much room a bubble with its words takes. Lengths in the units of the drawing. */
export type Layout = {
  readonly width: number;
  readonly height: number;
  /** Radii of the ellipses, outer first. */
  readonly rings: readonly [readonly [number, number], readonly [number, number]];
  /** Room for a bubble on each ring: wide and high. Side by side they need the width, one above the other only the height. */
  readonly room: readonly [readonly [number, number], readonly [number, number]];
  /** Are there words on the inner ring? */
  readonly wordsInside: boolean;
  readonly bubble: number;
  readonly middle: number;
  /** Characters of a word that fit. */
  readonly letters: number;
  /** Who does it stands below what it does. */
  readonly names: boolean;
};

export const WIDE: Layout = {
  width: 600,
  height: 470,
  rings: [
    [238, 186],
    [128, 104],
  ],
  room: [
    [112, 62],
    [112, 62],
  ],
  wordsInside: true,
  bubble: 15,
  middle: 46,
  letters: 18,
  names: true,
};
/** As wide, and higher for many: the list beside it is long then. */
export const TALL: Layout = {
  ...WIDE,
  height: 650,
  rings: [
    [238, 274],
    [128, 158],
  ],
};
/** For a telephone: upright, what it does without who does it, and words only on the outer ring. */
export const NARROW: Layout = {
  width: 320,
  height: 404,
  rings: [
    [114, 172],
    [64, 104],
  ],
  room: [
    [118, 40],
    [24, 24],
  ],
  wordsInside: false,
  bubble: 9,
  middle: 36,
  letters: 12,
  names: false,
};

export type Place = { readonly x: number; readonly y: number; readonly words: boolean };

/** Up to so many stand on one ring, so that a small company does not look like a large one. */
const ON_ONE = 14;
const STEPS = 720;

/** The lower drawing where it has room for all words, otherwise the higher one. */
export const wideFor = (count: number): Layout => (placesOf(count, WIDE).every(({ words }) => words) ? WIDE : TALL);

type Pair = readonly [number, number];

/** How far around an ellipse it is to each of `STEPS` angles from the top, counted in bubbles that have room side by side. */
function wayAround([rx, ry]: Pair, [wide, high]: Pair): number[] {
  const way = [0];
  for (let n = 1; n <= STEPS; n++) {
    const [a, b] = [((n - 1) / STEPS) * 2 * Math.PI, (n / STEPS) * 2 * Math.PI];
    const dx = (rx / wide) * (Math.sin(b) - Math.sin(a));
    const dy = (ry / high) * (Math.cos(b) - Math.cos(a));
    way.push((way[n - 1] ?? 0) + Math.hypot(dx, dy));
  }
  return way;
}

/** `count` places around one ellipse, each with the same room for its words; `turned` by half a place. */
function around(count: number, ring: Pair, room: Pair, turned: boolean): { x: number; y: number }[] {
  const way = wayAround(ring, room);
  const whole = way[STEPS] ?? 0;
  return Array.from({ length: count }, (_, n) => {
    const wanted = ((n + (turned ? 0.5 : 0)) / count) * whole;
    const step = way.findIndex((at) => at >= wanted);
    const angle = (step / STEPS) * 2 * Math.PI;
    return { x: ring[0] * Math.sin(angle), y: -ring[1] * Math.cos(angle) };
  });
}

/** Where `count` bubbles stand. A ring on which words would run into each other has none. */
export function placesOf(count: number, { width, height, rings, room, wordsInside }: Layout): Place[] {
  const [outerFits, innerFits] = [0, 1].map((n) => Math.floor(wayAround(rings[n as 0 | 1], room[n as 0 | 1])[STEPS] ?? 0)) as [
    number,
    number,
  ];
  const outer = count <= Math.min(ON_ONE, outerFits) ? count : Math.min(Math.max(Math.ceil(count * 0.62), count - innerFits), outerFits);
  const inner = count - outer;
  const at = (words: boolean) => (place: { x: number; y: number }) => ({ x: width / 2 + place.x, y: height / 2 - 8 + place.y, words });
  return [
    ...around(outer, rings[0], room[0], false).map(at(true)),
    ...around(inner, rings[1], room[1], true).map(at(wordsInside && inner <= innerFits)),
  ];
}
