/** Where in the file something stands: a line where the format has them, else the number of the entry, counted from 1. */
export type Place = { readonly kind: 'line' | 'entry'; readonly number: number };

/**
 * What could not be taken over. `kind`, `faulty`, `variable`: the whole entry stays out. `setting`, `condition`: the check comes without
 * it. `address`: programs must be told a new address. `paused`: it comes in as it was, paused. `other`: a check of this name is there
 * with other settings and stays as it is.
 */
export type RemarkCode = 'kind' | 'faulty' | 'variable' | 'setting' | 'condition' | 'address' | 'paused' | 'other' | 'resource';
export type Remark = { readonly code: RemarkCode; readonly what: string };

/** A check as a file has it. Its settings are not checked yet. Durations in ms. */
export type Draft = {
  readonly name: string;
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly group?: string | null;
  readonly tags?: readonly string[];
  readonly nodeId?: string | null;
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
  readonly retryMs?: number;
  readonly misses?: number;
  readonly recoveries?: number;
  /** Fields of krisenfest's own file that others do not know. */
  readonly own?: { readonly id: string; readonly behind: readonly string[]; readonly ownLine: boolean; readonly uplinkId: string | null };
};

export type Entry = {
  readonly place: Place;
  readonly name: string;
  /** Null: the entry stays out, and a remark says why. */
  readonly draft: Draft | null;
  readonly paused: boolean;
  readonly remarks: readonly Remark[];
};

export type Format = 'uptime-kuma' | 'gatus' | 'csv' | 'krisenfest';

/** What a file holds. `alerts`: it says who is told, which is not taken over. */
export type Incoming = { readonly format: Format; readonly entries: readonly Entry[]; readonly alerts: boolean };

/** Keeps a number of ms within what a check allows. */
export const withinMs = (ms: number, least = 1000, most = 86_400_000): number => Math.min(most, Math.max(least, Math.round(ms)));

/** An entry that stays out, with the reason. */
export const leftOut = (place: Place, name: string, code: RemarkCode, what: string): Entry => ({
  place,
  name,
  draft: null,
  paused: false,
  remarks: [{ code, what }],
});
