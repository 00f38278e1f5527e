export const de = {
  load: 'Beispielfirma laden',
  about:
    'Oder sehen Sie sich erst alles an einer erfundenen Firma an: Mühlhaus Maschinenbau, 64 Beschäftigte, mit Prozessen, Anbietern, Kontakten und Notfallplänen. Das Laden schickt nichts nach außen. Nehmen Sie dafür am besten eine eigene Installation: Zurücknehmen lässt es sich nicht mit einem Knopf.',
  problems: {
    'not-empty':
      'Hier ist schon etwas eingetragen, zum Beispiel ein Kontakt oder ein Notfallplan. Die Beispielfirma wird nur in einen leeren Betrieb geladen. Es wurde nichts geändert.',
  },
};

export const en = {
  load: 'Load the sample firm',
  about:
    'Or look at everything on an invented firm first: Mühlhaus Maschinenbau, 64 people, with processes, providers, contacts and emergency plans. Loading it sends nothing to the outside. Best use an installation of its own for that: no single button takes it back.',
  problems: {
    'not-empty':
      'Something was entered here already, for example a contact or an emergency plan. The sample firm is loaded into an empty organisation only. Nothing was changed.',
  },
} satisfies typeof de;
