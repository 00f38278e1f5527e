import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a cookie, a token or a link; only its hash is kept. */
export const newSecret = (prefix: string): string => `${prefix}${randomBytes(32).toString('base64url')}`;

/** A fast hash is enough: the secret has 256 bits, nobody guesses it. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** A secret to sign messages with, as Standard Webhooks writes it: `whsec_` and 32 random bytes in base64. */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
