import { de as maturityDe, en as maturityEn } from './maturity.texts.ts';
import type { Level } from './maturity.ts';
import type { Owned } from './ownership.ts';
import type { WeakSpot } from './weakspots.ts';

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

export const de = {
  title: 'Schwachstellen und was dagegen hilft',
  none: 'Zurzeit ist keine Schwachstelle sicher bekannt.',
  toBoard: 'Als Maßnahme vormerken',
  onBoard: 'steht auf der Maßnahmentafel',
  noted: 'Vorgemerkt. Sie finden es unter Maßnahmen.',
  board: 'Zu den Maßnahmen',
  reason: 'Aus dem Reifegrad',
  owned: {
    domain: 'Die Domain auf den eigenen Betrieb umschreiben lassen.',
    admin: 'Ein eigenes Administrator-Konto anlegen und die Zugangsdaten versiegelt im Haus aufbewahren.',
    'backup-key': 'Den Schlüssel der Sicherungen in eigene Hand nehmen und einmal ausprobieren.',
    telephone: 'Den Telefonvertrag auf den eigenen Betrieb umschreiben lassen.',
    documentation: 'Netzplan, Zugänge und Verträge anfordern und auf Papier ablegen.',
  } satisfies Record<Owned, string>,
  measure: (spot: WeakSpot): string => {
    switch (spot.kind) {
      case 'owner':
        return de.owned[spot.about];
      case 'no-backup':
        return `„${spot.name}“ regelmäßig sichern und eine Kopie außer Haus aufbewahren.`;
      case 'untried':
        return capital(maturityDe.rung[spot.level as Exclude<Level, 0>].task);
      default:
        return spot satisfies never;
    }
  },
};

export const en = {
  title: 'Weak spots and what helps',
  none: 'No weak spot is known for sure at present.',
  toBoard: 'Note as a measure',
  onBoard: 'is on the board of measures',
  noted: 'Noted. You find it under measures.',
  board: 'To the measures',
  reason: 'From the maturity',
  owned: {
    domain: 'Have the domain registered in the firm’s own name.',
    admin: 'Create an administrator account of your own and keep its credentials sealed in the house.',
    'backup-key': 'Take the key of the backups into your own hands and try it once.',
    telephone: 'Have the telephone contract put in the firm’s own name.',
    documentation: 'Ask for network plan, accounts and contracts and keep them on paper.',
  },
  measure: (spot: WeakSpot): string => {
    switch (spot.kind) {
      case 'owner':
        return en.owned[spot.about];
      case 'no-backup':
        return `Back up “${spot.name}” regularly and keep a copy out of the house.`;
      case 'untried':
        return capital(maturityEn.rung[spot.level as Exclude<Level, 0>].task);
      default:
        return spot satisfies never;
    }
  },
} satisfies typeof de;
