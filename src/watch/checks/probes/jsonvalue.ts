/** How a value of a JSON answer is compared with what is expected. */
export const COMPARISONS = ['equals', 'differs', 'contains', 'at-least', 'at-most'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** The value a JSON pointer (RFC 6901) points to; undefined when there is none. */
export function pointedAt(json: unknown, pointer: string): unknown {
  let at = json;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

/** A value as a person writes it: texts as they are, everything else as JSON. */
export const written = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Does the value hold what is expected? Numbers are compared as numbers; what is no number is neither more nor less. */
export function holds(found: unknown, comparison: Comparison, expected: string): boolean {
  if (found === undefined) return false;
  const [a, b] = [typeof found === 'number' ? found : Number.NaN, Number(expected)];
  switch (comparison) {
    case 'equals':
      return written(found) === expected || a === b;
    case 'differs':
      return written(found) !== expected && a !== b;
    case 'contains':
      return Array.isArray(found) ? found.some((one) => written(one) === expected) : written(found).includes(expected);
    case 'at-least':
      return a >= b;
    case 'at-most':
      return a <= b;
  }
}
