import type { Audience, Purpose } from './audiences.ts';

export const de = {
  audience: {
    customers: 'Kunden',
    suppliers: 'Lieferanten',
    staff: 'Mitarbeitende',
    bank: 'Bank',
    insurer: 'Versicherung',
    authority: 'Behörde',
    press: 'Presse',
  } satisfies Record<Audience, string>,
  purpose: { holding: 'Erstmeldung', update: 'Zwischenstand', 'all-clear': 'Entwarnung' } satisfies Record<Purpose, string>,
};
