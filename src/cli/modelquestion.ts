import { Temporal } from 'temporal-polyfill';
import type { Duration } from '../kernel/instant.ts';
import { parseDuration } from '../kernel/instant.ts';
import type { Fault } from '../kernel/problem.ts';
import { hasCalendars, type Model } from '../know/model/model.ts';
import { faultLines, readModel } from '../know/model/parse.ts';
import { LONGEST } from '../know/model/reader.ts';
import type { CommandIo } from './command.ts';

/** Wrong arguments, as lines; a value that is wrong is replaced by a harmless one. */
export class Wrong {
  readonly lines: string[] = [];

  duration(name: string, value: string | undefined): Duration | null {
    if (value === undefined) return null;
    const span = parseDuration(value);
    if (span === undefined) this.lines.push(`--${name}: "${value}" is not an ISO 8601 duration like PT4H`);
    else if (span > LONGEST) this.lines.push(`--${name}: longer than a hundred years`);
    return span ?? null;
  }

  seed(value: string | undefined): number {
    const seed = value === undefined ? 1 : Number(value);
    if (Number.isSafeInteger(seed) && /^-?\d+$/.test(value ?? '1')) return seed;
    this.lines.push(`--seed: "${value}" is not a whole number`);
    return 1;
  }

  /** The start of the failures in milliseconds since 1970; needed when the model has calendars. */
  start(model: Model, value: string | undefined): number | null {
    if (value !== undefined) return this.#local(model, value);
    if (hasCalendars(model))
      this.lines.push('--at is missing: this model has calendars, so the answer depends on the day and hour (like --at 2026-03-02T14:00)');
    return null;
  }

  /** The local time is meant in the zone of the first calendar: of the teams, then of the nodes. */
  #local(model: Model, value: string): number | null {
    const zone = [...model.teams, ...model.nodes].find((one) => one.hours !== null)?.hours?.tz ?? 'Europe/Berlin';
    try {
      if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(value)) throw new RangeError('not a local time');
      return Temporal.PlainDateTime.from(value, { overflow: 'reject' }).toZonedDateTime(zone).epochMilliseconds;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.lines.push(`--at: "${value}" is not a local time like 2026-03-02T14:00`);
      return null;
    }
  }
}

/** A wrong argument or a fault of a file was said on `err`; the command ends with exit code 2. */
export const REFUSED = 2;

/** Says each fault of a file on a line of its own. */
export function sayFaults(io: CommandIo, faults: readonly Fault[]): void {
  io.err(faultLines(faults).join('\n'));
}

/** Reads a model file; undefined when it was refused, which has then been said. */
export async function modelFrom(io: CommandIo, file: string): Promise<Model | undefined> {
  const model = readModel(await io.readText(file));
  if (model.ok) return model.value;
  sayFaults(io, model.error);
  return undefined;
}
