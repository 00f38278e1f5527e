/** What krisenfest answers to a text; each fits into one SMS, but for a long subject. */
export const de = {
  acknowledged: (mark: string, subject: string) => `Danke, bestätigt (${mark}): ${subject}`,
  again: (mark: string, subject: string) => `Schon bestätigt (${mark}): ${subject}`,
  /** Added when the number has more alerts that wait. */
  more: (marks: string) => ` Noch offen: ${marks}. Dafür bitte OK und die Marke antworten.`,
  unclear: (mark: string) => `Nicht verstanden. Zum Bestätigen bitte nur OK antworten, oder OK ${mark}. In Not bitte anrufen.`,
  wrongMark: (named: string, mark: string) =>
    `${named} ist hier kein offener Alarm. Offen ist ${mark}: Zum Bestätigen bitte OK ${mark} antworten.`,
  nothingOpen: (organisation: string) =>
    `${organisation}: Für diese Nummer ist kein Alarm offen. Hier liest kein Mensch mit; in Not bitte anrufen.`,
};

export const en = {
  acknowledged: (mark: string, subject: string) => `Thank you, acknowledged (${mark}): ${subject}`,
  again: (mark: string, subject: string) => `Acknowledged before (${mark}): ${subject}`,
  more: (marks: string) => ` Still open: ${marks}. For these please answer OK and the mark.`,
  unclear: (mark: string) => `Not understood. To acknowledge please answer just OK, or OK ${mark}. In need please call.`,
  wrongMark: (named: string, mark: string) => `${named} is no open alert here. Open is ${mark}: to acknowledge please answer OK ${mark}.`,
  nothingOpen: (organisation: string) => `${organisation}: no alert is open for this number. Nobody reads this; in need please call.`,
} satisfies typeof de;
