import { sha256, toHex } from '../../kernel/sha256.ts';

/** What makes a message the same message: however often it is handed over, it carries the same id. */
export type Identity = {
  readonly alertId: string;
  readonly contactId: string;
  readonly channel: string;
  readonly address: string;
  readonly step: number;
  /** 0, and one more each time a person sends it again on purpose. */
  readonly round: number;
};

/** 128 bits in hex: Message-ID of a mail, `webhook-id`, name of the file for the modem. */
export function messageKey({ alertId, contactId, channel, address, step, round }: Identity): string {
  const text = JSON.stringify([alertId, contactId, channel, address, step, round]);
  return toHex(sha256(new TextEncoder().encode(text))).slice(0, 32);
}

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** What an SMS ends with and an answer may begin with: `#A7K2`. No letters that are mistaken for digits. */
export function shortMark(key: string): string {
  let rest = Number.parseInt(key.slice(0, 8), 16);
  let mark = '';
  for (let n = 0; n < 3; n++) {
    mark += LETTERS[rest % LETTERS.length] ?? '';
    rest = Math.floor(rest / LETTERS.length);
  }
  return `#A${mark}`;
}
