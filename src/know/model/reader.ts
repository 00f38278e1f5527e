import { type Duration, duration, parseDuration } from '../../kernel/instant.ts';
import type { Fault } from '../../kernel/problem.ts';

type Json = Readonly<Record<string, unknown>>;

/** One step of a JSON pointer (RFC 6901). */
const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Longest span that the simulation reckons with: a hundred years. */
export const LONGEST = 100 * 365 * 86_400_000;

/**
 * Reads a JSON value field by field and notes every fault with its place. Gives a harmless value where something is wrong, so
 * that reading goes on and all faults come at once. Only own properties count, so that `__proto__` and its like are plain names.
 */
export class Reader {
  readonly faults: Fault[];
  readonly pointer: string;
  readonly #object: Json;

  constructor(value: unknown, pointer: string, faults: Fault[]) {
    this.faults = faults;
    this.pointer = pointer;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject) faults.push({ pointer, message: 'not an object' });
    // That it has none of its fields either is no fault of its own.
    if (!isObject) this.faults = [];
    this.#object = isObject ? (value as Json) : {};
  }

  get(key: string): unknown {
    return Object.hasOwn(this.#object, key) ? this.#object[key] : undefined;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  at(key: string): string {
    return `${this.pointer}/${escaped(key)}`;
  }

  fault(key: string, message: string): void {
    this.faults.push({ pointer: key === '' ? this.pointer : this.at(key), message });
  }

  /** A text; `other` when it is left out, a fault when there is no `other`. */
  text(key: string, other?: string): string {
    const value = this.get(key);
    if (value === undefined && other !== undefined) return other;
    if (typeof value === 'string' && value !== '') return value;
    this.fault(key, value === undefined ? 'missing' : typeof value === 'string' ? 'empty' : 'not a text');
    return other ?? '';
  }

  oneOf<T extends string>(key: string, choices: readonly T[], other?: T): T {
    const value = this.get(key);
    if (value === undefined && other !== undefined) return other;
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    this.fault(key, value === undefined ? 'missing' : `not one of ${choices.join(', ')}`);
    return other ?? (choices[0] as T);
  }

  number<T>(key: string, other: T, range: { readonly least: number; readonly most: number; readonly whole?: boolean }): number | T {
    const value = this.get(key);
    if (value === undefined) return other;
    if (typeof value !== 'number' || !Number.isFinite(value)) this.fault(key, 'not a number');
    else if (range.whole && !Number.isInteger(value)) this.fault(key, 'not a whole number');
    else if (value < range.least) this.fault(key, `less than ${range.least}`);
    else if (value > range.most) this.fault(key, `more than ${range.most}`);
    else return value;
    return other;
  }

  boolean(key: string, other: boolean): boolean {
    const value = this.get(key);
    if (value === undefined || typeof value === 'boolean') return value ?? other;
    this.fault(key, 'not true or false');
    return other;
  }

  duration<T>(key: string, other: T): Duration | T {
    const value = this.get(key);
    if (value === undefined) return other;
    const parsed = typeof value === 'string' ? parseDuration(value) : undefined;
    if (parsed === undefined) this.fault(key, 'not an ISO 8601 duration');
    else if (parsed > LONGEST) this.fault(key, 'longer than a hundred years');
    else return parsed;
    return other;
  }

  requiredDuration(key: string): Duration {
    if (!this.has(key)) this.fault(key, 'missing');
    return this.duration(key, duration(0));
  }

  /** The elements of a list, each with its place; none when it is left out. */
  list(key: string): { readonly value: unknown; readonly pointer: string }[] {
    const value = this.get(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.fault(key, 'not a list');
      return [];
    }
    return value.map((element: unknown, n) => ({ value: element, pointer: `${this.at(key)}/${n}` }));
  }

  texts(key: string): string[] {
    return this.list(key).flatMap(({ value, pointer }) => {
      if (typeof value === 'string' && value !== '') return [value];
      this.faults.push({ pointer, message: 'not a text' });
      return [];
    });
  }
}
