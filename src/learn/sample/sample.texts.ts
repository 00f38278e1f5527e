export const de = {
  load: 'Beispielfirma laden',
  about:
    'Oder sehen Sie sich erst alles an einer erfundenen Firma an: Mühlhaus Maschinenbau, 64 Beschäftigte, mit Prozessen, Anbietern, Kontakten und Notfallplänen. Nichts davon geht nach außen. Am besten in einer Probe-Installation: Mit einem Knopf weg geht es nicht wieder.',
  problems: {
    'not-empty':
      'Hier ist schon etwas eingetragen, zum Beispiel ein Kontakt oder ein Notfallplan. Die Beispielfirma wird nur in einen leeren Betrieb geladen. Es wurde nichts geändert.',
  },
};

export const en = {
  load: 'Load the sample firm',
  about:
    'Or look at everything on an invented firm first: Mühlhaus Maschinenbau, 64 people, with processes, providers, contacts and emergency plans. Nothing of it leaves the machine. Best in an installation for trying out: there is no single button that takes it away again.',
  problems: {
    'not-empty':
      'Something was entered here already, for example a contact or an emergency plan. The sample firm is loaded into an empty organisation only. Nothing was changed.',
  },
} satisfies typeof de;
