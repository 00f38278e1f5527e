/** Words of the letter to a provider. Periods: Regulation (EU) 2023/2854 (Data Act), Art. 23, 25, 29; applies since 12 September 2025. */
export const de = {
  question: {
    subject: (service: string): string => `Wechsel des Anbieters nach der EU-Datenverordnung: Auskunft zu „${service}“`,
    open: 'wir prüfen, wie wir im Notfall oder zum Vertragsende zu einem anderen Anbieter oder in die eigene Infrastruktur wechseln können. Bitte beantworten Sie uns dazu die folgenden Punkte in Textform innerhalb von 30 Tagen.',
  },
  switch: {
    subject: (service: string): string => `Mitteilung des Wechsels nach der EU-Datenverordnung: „${service}“`,
    open: 'wir teilen Ihnen mit, dass wir den oben genannten Dienst verlassen und zu einem anderen Anbieter oder in die eigene Infrastruktur wechseln. Grundlage ist die Verordnung (EU) 2023/2854 (Datenverordnung). Bitte bestätigen Sie uns die folgenden Punkte in Textform.',
  },
  points: (standard: string): readonly string[] => [
    'Kündigungsfrist: Die Frist für die Mitteilung des Wechsels beträgt höchstens zwei Monate (Art. 25 Abs. 2 Buchst. d).',
    'Übergang: Danach schließt sich ein Übergangszeitraum von höchstens 30 Kalendertagen an, in dem Sie uns unterstützen, den Dienst weiterführen und für hohe Sicherheit sorgen (Art. 25 Abs. 2 Buchst. a). Ist das technisch nicht machbar, nennen Sie uns das innerhalb von 14 Arbeitstagen mit Begründung und einer anderen Frist von höchstens sieben Monaten (Art. 25 Abs. 4).',
    `Daten: Bitte nennen Sie alle exportierbaren Daten und digitalen Vermögenswerte und stellen Sie sie in einem strukturierten, gängigen und maschinenlesbaren Format bereit${standard === '' ? '' : `, nach Möglichkeit: ${standard}`} (Art. 25 Abs. 2 Buchst. e, Art. 30).`,
    'Abruf und Löschung: Nach dem Übergang bleiben die Daten mindestens 30 Kalendertage abrufbar; danach bestätigen Sie uns die vollständige Löschung (Art. 25 Abs. 2 Buchst. g und h).',
    'Entgelte: Für den Wechsel berechnen Sie bis zum 12. Januar 2027 höchstens Ihre unmittelbar dadurch entstehenden Kosten, danach nichts (Art. 29).',
    'Ort und Zugriff: Bitte nennen Sie die Rechtsordnung, der die eingesetzte Infrastruktur unterliegt, und Ihre Maßnahmen gegen staatlichen Zugriff aus Drittländern (Art. 28).',
    'Unterauftragnehmer: Bitte nennen Sie, auf wessen Infrastruktur der Dienst läuft.',
  ],
  scope:
    'Die Pflichten gelten für Datenverarbeitungsdienste (SaaS, PaaS, IaaS), gleich wie groß der Anbieter ist. Sollten Sie Ihren Dienst nicht dazu zählen, begründen Sie das bitte.',
  contract: (end: string, by: string): string => `Vertragsende nach unseren Unterlagen: ${end}. Letzter Tag für die Kündigung: ${by}.`,
  salutation: 'Sehr geehrte Damen und Herren,',
  close: 'Mit freundlichen Grüßen',
  signature: 'Name, Funktion, Unterschrift',
  legal: 'Vorlage, keine Rechtsberatung. Stand der Fristen: Verordnung (EU) 2023/2854, anwendbar seit 12. September 2025.',
};

export const en = {
  question: {
    subject: (service: string): string => `Switching providers under the EU Data Act: questions about "${service}"`,
    open: 'we are examining how we can move to another provider or to our own infrastructure, in an emergency or at the end of the contract. Please answer the following points in text form within 30 days.',
  },
  switch: {
    subject: (service: string): string => `Notice of switching under the EU Data Act: "${service}"`,
    open: 'we hereby give notice that we are leaving the service named above and are switching to another provider or to our own infrastructure. The basis is Regulation (EU) 2023/2854 (Data Act). Please confirm the following points in text form.',
  },
  points: (standard: string): readonly string[] => [
    'Notice: the period of notice for switching is two months at most (Art. 25(2)(d)).',
    'Transition: it is followed by a transitional period of 30 calendar days at most, in which you assist us, continue the service and keep a high level of security (Art. 25(2)(a)). Where that is technically not feasible, tell us within 14 working days with the reasons and another period of seven months at most (Art. 25(4)).',
    `Data: please name all exportable data and digital assets, and provide them in a structured, commonly used and machine-readable format${standard === '' ? '' : `, if possible: ${standard}`} (Art. 25(2)(e), Art. 30).`,
    'Retrieval and erasure: after the transition the data stays retrievable for at least 30 calendar days; then you confirm its complete erasure (Art. 25(2)(g) and (h)).',
    'Charges: for switching you charge no more than the cost directly incurred until 12 January 2027, and nothing after that (Art. 29).',
    'Place and access: please name the jurisdiction to which the infrastructure used is subject, and your measures against access by authorities of third countries (Art. 28).',
    'Subprocessors: please say on whose infrastructure the service runs.',
  ],
  scope:
    'These duties apply to data processing services (SaaS, PaaS, IaaS), whatever the size of the provider. If you hold that yours is none, please give your reasons.',
  contract: (end: string, by: string): string => `End of contract according to our files: ${end}. Last day to give notice: ${by}.`,
  salutation: 'Dear Sir or Madam,',
  close: 'Yours faithfully',
  signature: 'Name, position, signature',
  legal: 'Template, no legal advice. Periods as of: Regulation (EU) 2023/2854, applicable since 12 September 2025.',
} satisfies typeof de;
