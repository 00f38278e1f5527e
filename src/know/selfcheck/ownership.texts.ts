import type { Holder, Owned } from './ownership.ts';

type Question = { readonly ask: string; readonly why: string; readonly short: string };

export const de = {
  title: 'Was Ihnen gehört',
  intro:
    'Fünf Dinge, ohne die Sie im Notfall niemanden wechseln und nichts wiederherstellen können. Diese Antworten gibt der Inhaber; sie bleiben alle stehen.',
  ownerOnly: 'Diese Fragen beantwortet der Inhaber. Sie sehen die Antworten.',
  questions: {
    domain: { ask: 'Wem ist Ihre Domain eingetragen?', why: 'Wer sie hält, hält E-Mail und Website.', short: 'Domain' },
    admin: {
      ask: 'Wer hat das oberste Administrator-Konto?',
      why: 'Wer es hält, kann alle anderen aussperren.',
      short: 'Administrator-Konto',
    },
    'backup-key': {
      ask: 'Wer hat den Schlüssel zu den Sicherungen?',
      why: 'Ohne ihn ist die beste Sicherung wertlos.',
      short: 'Schlüssel der Sicherungen',
    },
    telephone: {
      ask: 'Auf wen läuft der Telefonvertrag?',
      why: 'Nur der Vertragspartner darf Nummern umleiten lassen.',
      short: 'Telefonvertrag',
    },
    documentation: {
      ask: 'Wer hat die Unterlagen: Netzplan, Zugänge, Verträge?',
      why: 'Ein neuer Dienstleister fängt sonst bei null an.',
      short: 'Unterlagen',
    },
  } satisfies Record<Owned, Question>,
  holder: {
    firm: 'wir selbst',
    shared: 'wir und der Dienstleister',
    outside: 'nur der Dienstleister',
    nobody: 'niemand',
    unknown: 'weiß ich nicht',
  } satisfies Record<Holder, string>,
  who: (short: string) => `Wer genau? (${short})`,
  seen: (short: string) => `${short}: selbst ausprobiert`,
  save: (short: string) => `${short}: Namen speichern`,
  saved: 'Gespeichert.',
  by: (by: string, when: string) => `${by}, ${when}`,
  before: (n: number) => (n === 1 ? 'eine frühere Antwort' : `${n} frühere Antworten`),
  state: { fine: 'in eigener Hand', weak: 'nicht in eigener Hand', unknown: 'unbekannt' },
};

export const en = {
  title: 'What belongs to you',
  intro: 'Five things without which you can change nobody and restore nothing in an emergency. The owner answers; every answer stays.',
  ownerOnly: 'The owner answers these questions. You see the answers.',
  questions: {
    domain: { ask: 'In whose name is your domain registered?', why: 'Who holds it holds e-mail and website.', short: 'Domain' },
    admin: {
      ask: 'Who has the topmost administrator account?',
      why: 'Who holds it can lock out all others.',
      short: 'Administrator account',
    },
    'backup-key': {
      ask: 'Who has the key to the backups?',
      why: 'Without it the best backup is worth nothing.',
      short: 'Key of the backups',
    },
    telephone: {
      ask: 'In whose name is the telephone contract?',
      why: 'Only the contract partner may have numbers diverted.',
      short: 'Telephone contract',
    },
    documentation: {
      ask: 'Who has the papers: network plan, accounts, contracts?',
      why: 'Otherwise a new provider begins at zero.',
      short: 'Papers',
    },
  },
  holder: { firm: 'we ourselves', shared: 'we and the provider', outside: 'the provider only', nobody: 'nobody', unknown: 'I do not know' },
  who: (short: string) => `Who exactly? (${short})`,
  seen: (short: string) => `${short}: tried it ourselves`,
  save: (short: string) => `${short}: save names`,
  saved: 'Saved.',
  by: (by: string, when: string) => `${by}, ${when}`,
  before: (n: number) => (n === 1 ? 'one earlier answer' : `${n} earlier answers`),
  state: { fine: 'in our own hands', weak: 'not in our own hands', unknown: 'unknown' },
} satisfies typeof de;
