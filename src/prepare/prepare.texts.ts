import type { Phase, Scenario } from './plans/plans.ts';

/** Words that every screen of the room uses. */
export const de = {
  save: 'Speichern',
  saved: 'Gespeichert.',
  cancel: 'Abbrechen',
  edit: 'Bearbeiten',
  remove: 'Entfernen',
  removed: (name: string) => `„${name}“ ist entfernt.`,
  removeTitle: (name: string) => `„${name}“ entfernen?`,
  canUndo: 'Sie können es danach noch zurückholen.',
  unsaved: 'Noch nicht gespeichert.',
  discard: 'Verwerfen',
  changed: 'Geändert',
  german: 'Deutsch',
  english: 'Englisch',
  nobody: 'niemand',
  problems: {
    'changed-meanwhile':
      'Jemand anderes hat das inzwischen geändert. Bitte laden Sie die Seite neu und wiederholen Sie Ihre Änderung; gespeichert wurde nichts.',
  } as Readonly<Record<string, string>>,
  scenario: {
    ransomware: 'Verschlüsselung, Einbruch',
    'mail-outage': 'E-Mail fällt aus',
    'line-outage': 'Leitung fällt aus',
    'website-outage': 'Website fällt aus',
    'power-cut': 'Stromausfall',
    'server-outage': 'Server fällt aus',
    other: 'Anderes',
  } satisfies Record<Scenario, string> as Readonly<Record<Scenario, string>>,
  phase: {
    evidence: 'Spuren sichern',
    contain: 'Eindämmen',
    continue: 'Weiterarbeiten',
    restore: 'Wiederherstellen',
    inform: 'Informieren',
  } satisfies Record<Phase, string> as Readonly<Record<Phase, string>>,
};

export const en = {
  save: 'Save',
  saved: 'Saved.',
  cancel: 'Cancel',
  edit: 'Edit',
  remove: 'Remove',
  removed: (name) => `“${name}” is removed.`,
  removeTitle: (name) => `Remove “${name}”?`,
  canUndo: 'You can still bring it back afterwards.',
  unsaved: 'Not saved yet.',
  discard: 'Discard',
  changed: 'Changed',
  german: 'German',
  english: 'English',
  nobody: 'nobody',
  problems: {
    'changed-meanwhile': 'Somebody else has changed this meanwhile. Please reload the page and repeat your change; nothing was saved.',
  },
  scenario: {
    ransomware: 'Encryption, break-in',
    'mail-outage': 'E-mail fails',
    'line-outage': 'Line fails',
    'website-outage': 'Website fails',
    'power-cut': 'Power cut',
    'server-outage': 'Server fails',
    other: 'Something else',
  },
  phase: {
    evidence: 'Secure evidence',
    contain: 'Contain',
    continue: 'Keep working',
    restore: 'Restore',
    inform: 'Inform',
  },
} satisfies typeof de;
