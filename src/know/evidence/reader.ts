import type { Instant } from '../../kernel/instant.ts';
import type { Bilingual } from '../../kernel/languages.ts';
import type { Result } from '../../kernel/result.ts';
import type { Catalogue } from '../discovery/catalogue/catalogue.ts';
import type { Contents, Kind, Refusal } from './evidence.ts';

/** A file to read, in slices. It lies in a folder of its own that only this process may enter. */
export type EvidenceFile = {
  readonly path: string;
  readonly size: number;
  bytes(): AsyncIterable<Uint8Array>;
  /** The reader holds it open and needs its name no longer: it may vanish from the disk. */
  forget(): void;
};

export type Reading = {
  readonly catalogue: Catalogue;
  /** IANA zone of the organisation, in which days begin. */
  readonly zone: string;
  readonly now: Instant;
  /** Domains of the company itself. */
  readonly own: readonly string[];
  /** Tells how far it is, between 0 and 1. */
  progress(share: number): void;
};

/**
 * Reads one kind of file. A bad file is a value, never thrown; a bad line is left out and counted. What comes out holds nothing of
 * the file but what `Item` describes.
 */
export type EvidenceReader = {
  readonly kind: Kind;
  readonly label: Bilingual;
  /** Endings of file names to choose from. */
  readonly endings: readonly string[];
  /** More is refused before it is read. */
  readonly maxBytes: number;
  read(file: EvidenceFile, reading: Reading): Promise<Result<Contents, Refusal>>;
};

/** `ms` as a day in the zone; a day is the same for a quarter of an hour in every zone, so that most answers are known already. */
export function daysIn(zone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const known = new Map<number, string>();
  return (ms) => {
    const quarter = Math.floor(ms / 900_000);
    let day = known.get(quarter);
    if (day === undefined) {
      day = format.format(quarter * 900_000);
      if (known.size > 100_000) known.clear();
      known.set(quarter, day);
    }
    return day;
  };
}
