import type { ShownKind } from '../checks/checks.ts';

/** How something stands, as outsiders are told. */
export type PublicState = 'up' | 'checking' | 'down' | 'maintenance' | 'unknown';

/**
 * What may be said outside. A warning (a certificate that ends soon) is the firm's own affair; what nobody looks at, or what cannot be
 * trusted, is unknown and never green.
 */
export function publicState(shown: ShownKind): PublicState {
  switch (shown) {
    case 'up':
    case 'warning':
      return 'up';
    case 'suspect':
      return 'checking';
    case 'down':
    case 'maintenance':
      return shown;
    case 'behind':
    case 'unclear':
    case 'unknown':
    case 'untrusted':
    case 'paused':
      return 'unknown';
  }
}
