import { articleOf, type Duty, dataAct } from './dataact.ts';

const art = (id: Duty) => articleOf(id, 'de');
const artEn = (id: Duty) => articleOf(id, 'en');

/** Words of the letter to a provider. Periods and articles: dataact.json. */
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
    `Kündigungsfrist: Die Frist für die Mitteilung des Wechsels beträgt höchstens zwei Monate (${art('notice')}).`,
    `Übergang: Danach schließt sich ein Übergangszeitraum von höchstens 30 Kalendertagen an, in dem Sie uns unterstützen, den Dienst weiterführen und für hohe Sicherheit sorgen (${art('transition')}); wir dürfen ihn einmal verlängern (${art('extension')}). Ist das technisch nicht machbar, nennen Sie uns das innerhalb von 14 Arbeitstagen mit Begründung und einer anderen Frist von höchstens sieben Monaten (${art('infeasible')}).`,
    `Daten: Bitte nennen Sie alle exportierbaren Daten und digitalen Vermögenswerte und stellen Sie sie in einem strukturierten, gängigen und maschinenlesbaren Format bereit${standard === '' ? '' : `, nach Möglichkeit: ${standard}`} (${art('data')}, Art. 30).`,
    `Abruf und Löschung: Nach dem Übergang bleiben die Daten mindestens 30 Kalendertage abrufbar; danach bestätigen Sie uns die vollständige Löschung (${art('retrieval')}, ${art('erasure')}).`,
    `Entgelte: Ab dem 12. Januar 2027 berechnen Sie für den Wechsel nichts (${art('charges')}), bis dahin höchstens Ihre unmittelbar dadurch entstehenden Kosten (${art('cost')}).`,
    `Ort und Zugriff: Bitte nennen Sie die Rechtsordnung, der die eingesetzte Infrastruktur unterliegt, und Ihre Maßnahmen gegen staatlichen Zugriff aus Drittländern (${art('access')}).`,
    'Unterauftragnehmer: Bitte nennen Sie, auf wessen Infrastruktur der Dienst läuft.',
  ],
  scope: `Die Pflichten gelten für Datenverarbeitungsdienste (SaaS, PaaS, IaaS), gleich wie groß der Anbieter ist. Sollten Sie Ihren Dienst nicht dazu oder zu den Ausnahmen (${art('exempt')}) zählen, begründen Sie das bitte.`,
  contract: (end: string, by: string): string => `Vertragsende nach unseren Unterlagen: ${end}. Letzter Tag für die Kündigung: ${by}.`,
  salutation: 'Sehr geehrte Damen und Herren,',
  close: 'Mit freundlichen Grüßen',
  signature: 'Name, Funktion, Unterschrift',
  legal: (day: (iso: string) => string): string =>
    `Vorlage, keine Rechtsberatung. Fristen: Verordnung (EU) 2023/2854, anwendbar seit ${day(dataAct.appliesFrom)}; Artikel nachgeprüft am ${day(dataAct.checkedOn)}.`,
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
    `Notice: the period of notice for switching is two months at most (${artEn('notice')}).`,
    `Transition: it is followed by a transitional period of 30 calendar days at most, in which you assist us, continue the service and keep a high level of security (${artEn('transition')}); we may extend it once (${artEn('extension')}). Where that is technically not feasible, tell us within 14 working days with the reasons and another period of seven months at most (${artEn('infeasible')}).`,
    `Data: please name all exportable data and digital assets, and provide them in a structured, commonly used and machine-readable format${standard === '' ? '' : `, if possible: ${standard}`} (${artEn('data')}, Art. 30).`,
    `Retrieval and erasure: after the transition the data stays retrievable for at least 30 calendar days; then you confirm its complete erasure (${artEn('retrieval')}, ${artEn('erasure')}).`,
    `Charges: from 12 January 2027 you charge nothing for switching (${artEn('charges')}), and until then no more than the cost directly incurred (${artEn('cost')}).`,
    `Place and access: please name the jurisdiction to which the infrastructure used is subject, and your measures against access by authorities of third countries (${artEn('access')}).`,
    'Subprocessors: please say on whose infrastructure the service runs.',
  ],
  scope: `These duties apply to data processing services (SaaS, PaaS, IaaS), whatever the size of the provider. If you hold that yours is none, or is exempt (${artEn('exempt')}), please give your reasons.`,
  contract: (end: string, by: string): string => `End of contract according to our files: ${end}. Last day to give notice: ${by}.`,
  salutation: 'Dear Sir or Madam,',
  close: 'Yours faithfully',
  signature: 'Name, position, signature',
  legal: (day: (iso: string) => string): string =>
    `Template, no legal advice. Periods: Regulation (EU) 2023/2854, applicable since ${day(dataAct.appliesFrom)}; articles checked on ${day(dataAct.checkedOn)}.`,
} satisfies typeof de;
