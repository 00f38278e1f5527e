import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP password storage cheat sheet: argon2id with 19 MiB, 2 passes, 1 lane, or more. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const TAG_LENGTH = 32;

const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

/** The stored form: `argon2id$v=19$m=…,t=…,p=…$salt$hash`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: password.normalize('NFKC'), nonce, tagLength: TAG_LENGTH, ...COST });
  return `argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
}

const STORED = /^argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;

/** True when the password is the stored one; takes the same time when there is nothing stored, so that nobody learns who exists. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const parts = STORED.exec(stored ?? '');
  if (!parts) {
    await hashPassword(password);
    return false;
  }
  const [, memory, passes, parallelism, nonce = '', hash = ''] = parts;
  const wanted = Buffer.from(hash, 'base64url');
  const tag = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(nonce, 'base64url'),
    tagLength: wanted.length,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(tag, wanted);
}
