export const de = {
  loading: 'Wird geladen …',
  nowhere: {
    'no-page': { title: 'Diese Seite gibt es nicht.', text: 'Vielleicht wurde sie verschoben, oder Ihre Rolle erlaubt sie nicht.' },
    'no-organisation': {
      title: 'Diesen Betrieb gibt es hier nicht.',
      text: 'Oder Sie gehören nicht dazu. Die Inhaberin oder der Inhaber kann Ihnen Zugang geben.',
    },
    'no-membership': {
      title: 'Sie gehören noch zu keinem Betrieb.',
      text: 'Bitten Sie die Inhaberin oder den Inhaber, Sie unter „Personen und Rollen“ hinzuzufügen.',
    },
  },
  waiting: {
    proposals: (count: number): string => (count === 1 ? 'Vorfall vorgeschlagen' : 'Vorfälle vorgeschlagen'),
    down: (count: number): string => (count === 1 ? 'Prüfung schlägt fehl' : 'Prüfungen schlagen fehl'),
  },
  toHome: 'Zur Lage',
  logout: 'Abmelden',
};

export const en = {
  loading: 'Loading …',
  nowhere: {
    'no-page': { title: 'This page does not exist.', text: 'Perhaps it was moved, or your role does not allow it.' },
    'no-organisation': {
      title: 'This organisation does not exist here.',
      text: 'Or you are not a member of it. The owner can give you access.',
    },
    'no-membership': {
      title: 'You do not belong to an organisation yet.',
      text: 'Ask the owner to add you under “People and roles”.',
    },
  },
  waiting: {
    proposals: (count: number): string => (count === 1 ? 'incident proposed' : 'incidents proposed'),
    down: (count: number): string => (count === 1 ? 'check fails' : 'checks fail'),
  },
  toHome: 'To the situation',
  logout: 'Log out',
} satisfies typeof de;
