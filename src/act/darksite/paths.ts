import { z } from 'zod';

/** An absolute path without anything that a shell, nginx or Caddy reads as more than a name. */
export const PlainPath = z
  .string()
  .max(300)
  .regex(/^(?:\/[A-Za-z0-9_@.-]+)+$/, 'must be an absolute path of letters, digits and . _ - @, like /var/lib/krisenfest/switch/firma.on')
  .refine((path) => !path.split('/').includes('..') && !path.split('/').includes('.'), 'must not hold . or .. as a part');
