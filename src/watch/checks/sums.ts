import { DAY, type Duration, duration, HOUR, type Instant, instant, MINUTE } from '../../kernel/instant.ts';
import { NOTHING, type Rollup } from './history.ts';
import { DAYS_FOR, HOURS_FOR, MINUTES_FOR } from './keeping.ts';
import { ByteReader, ByteWriter } from './varint.ts';

/** Results taken together from `at` on: over a minute, an hour, or a day on the clock of the organisation. */
export type Sum = { readonly at: Instant; readonly sum: Rollup };

export type Step = 'minute' | 'hour' | 'day';

/**
 * Sums are stored in blocks of one row each: so much time is in one, and so long it is kept after its end. A row costs
 * about 200 bytes by its keys alone, so that a block must hold many sums; each is written anew every hour, so that it must not grow large.
 */
export const blocks: Readonly<Record<Step, { readonly span: Duration; readonly keptFor: Duration }>> = {
  minute: { span: DAY, keptFor: MINUTES_FOR },
  hour: { span: duration(32 * DAY), keptFor: HOURS_FOR },
  day: { span: duration(512 * DAY), keptFor: DAYS_FOR },
};

/** Where the block begins that holds `at`. */
export const blockOf = (step: Step, at: Instant): Instant => instant(Math.floor(at / blocks[step].span) * blocks[step].span);

/** How wide a point in time of this kind is at least. */
export const widthOf: Readonly<Record<Step, Duration>> = { minute: MINUTE, hour: HOUR, day: DAY };

const VERSION = 1;
const [UPS, DOWNS, UNCLEARS, MAINTAINED, SPREAD, AS_MANY] = [1, 2, 4, 8, 16, 32] as const;

/**
 * Three to six bytes each: the time as the change of the distance in minutes, then only the counts that are there; times of
 * answers as the fastest, and where they differ the slowest and the sum beside it. `sums` in the order of time, times on whole minutes.
 */
export function encodeSums(sums: readonly Sum[]): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter(6 * sums.length + 16);
  writer.byte(VERSION);
  let [last, step, ups] = [0, 0, 0];
  for (const { at, sum } of sums) {
    const minutes = at / MINUTE;
    const distance = minutes - last;
    writer.signed(distance - step);
    [last, step] = [minutes, last === 0 ? 0 : distance];
    const [least, most] = [Math.round(sum.msMin ?? 0), Math.round(sum.msMax ?? 0)];
    const rest = Math.round(sum.msSum) - sum.ups * least;
    const spread = sum.ups > 0 && (most !== least || rest !== 0);
    const asMany = sum.ups > 0 && sum.ups === ups;
    writer.byte(
      (sum.ups > 0 ? UPS : 0) +
        (sum.downs > 0 ? DOWNS : 0) +
        (sum.unclears > 0 ? UNCLEARS : 0) +
        (sum.maintained > 0 ? MAINTAINED : 0) +
        (spread ? SPREAD : 0) +
        (asMany ? AS_MANY : 0),
    );
    if (sum.ups > 0) {
      if (!asMany) writer.count(sum.ups);
      ups = sum.ups;
      writer.count(least);
      if (spread) {
        writer.count(most - least);
        writer.count(rest);
      }
    }
    if (sum.downs > 0) writer.count(sum.downs);
    if (sum.unclears > 0) writer.count(sum.unclears);
    if (sum.maintained > 0) writer.count(sum.maintained);
  }
  return writer.done();
}

export function decodeSums(bytes: Uint8Array): Sum[] {
  const reader = new ByteReader(bytes);
  const version = reader.byte();
  if (version !== VERSION) throw new RangeError(`Sums stored in form ${version} cannot be read by this version.`);
  const sums: Sum[] = [];
  let [last, step, many] = [0, 0, 0];
  while (reader.more) {
    const distance = reader.signed() + step;
    const minutes = last + distance;
    [last, step] = [minutes, last === 0 ? 0 : distance];
    const head = reader.byte();
    const has = (bit: number) => Math.floor(head / bit) % 2 === 1;
    let times: Pick<Rollup, 'ups' | 'msSum' | 'msMin' | 'msMax'> = NOTHING;
    if (has(UPS)) {
      if (!has(AS_MANY)) many = reader.count();
      const msMin = reader.count();
      const [more, rest] = has(SPREAD) ? [reader.count(), reader.count()] : [0, 0];
      times = { ups: many, msMin, msMax: msMin + more, msSum: many * msMin + rest };
    }
    const downs = has(DOWNS) ? reader.count() : 0;
    const unclears = has(UNCLEARS) ? reader.count() : 0;
    const maintained = has(MAINTAINED) ? reader.count() : 0;
    const { ups, msSum, msMin, msMax } = times;
    sums.push({ at: instant(minutes * MINUTE), sum: { ups, downs, unclears, maintained, msSum, msMin, msMax } });
  }
  return sums;
}

/** The sums of a block with those from `from` to before `to` replaced. */
export function replaced(before: readonly Sum[], from: Instant, to: Instant, news: readonly Sum[]): Sum[] {
  return [...before.filter(({ at }) => at < from), ...news, ...before.filter(({ at }) => at >= to)];
}
