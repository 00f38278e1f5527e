import type { Tx } from '../../../db/work.ts';
import { DAY, plus } from '../../../kernel/instant.ts';
import type { Language } from '../../../kernel/languages.ts';
import { de as messageDe, en as messageEn } from '../message.texts.ts';
import { de, en } from './answers.texts.ts';
import type { OpenTo } from './replies.store.ts';
import { kept, type Meant, mayAnswer, readinessFor, Verdict } from './replies.ts';
import { shortMessages } from './shortmessages.store.ts';

const answers = (language: Language) => (language === 'de' ? de : en);

/** What is answered. */
export function answerTo(meant: Meant<OpenTo>, open: readonly OpenTo[], language: Language, organisation: string): string {
  const t = answers(language);
  const subject = ({ mode, subject: words }: OpenTo) =>
    `${mode === 'actual' ? '' : `${(language === 'de' ? messageDe : messageEn).mark[mode]}: `}${words}`;
  switch (meant.kind) {
    case 'acknowledges':
    case 'again': {
      const { alertId, mark } = meant.alert;
      const waiting = open.filter((one) => !one.acknowledged && one.alertId !== alertId);
      const marks = [...new Map(waiting.map((one) => [one.alertId, one.mark])).values()].slice(0, 3);
      const said = meant.kind === 'acknowledges' ? t.acknowledged : t.again;
      return `${said(mark, subject(meant.alert))}${marks.length === 0 ? '' : `.${t.more(marks.join(', '))}`}`;
    }
    case 'unclear':
      return t.unclear(meant.alert.mark);
    case 'wrong-mark':
      return t.wrongMark(meant.mark, meant.alert.mark);
    case 'nothing-open':
      return t.nothingOpen(organisation);
  }
}

/** Sends an answer, unless the number has had enough of them. Gives what was answered. */
export async function answer(tx: Tx, channelId: string, address: string, verdict: Verdict, text: string): Promise<string | null> {
  const readiness = readinessFor(verdict);
  const alike = Verdict.options.filter((one) => readinessFor(one) === readiness);
  if (!mayAnswer(readiness, await shortMessages(tx).sentTo(address, alike, plus(tx.now, -DAY)), tx.now)) return null;
  await shortMessages(tx).queue({ channelId, address, text, about: verdict });
  return text;
}

/** Tells the situation log of the incident that the alert belongs to. */
export function tellLog(tx: Tx, { alertId, incidentId, name, channel }: OpenTo, text: string, verdict: Verdict): void {
  if (incidentId === null) return;
  const understood = verdict === 'acknowledges' || verdict === 'again';
  tx.emit({ type: 'alert.replied', data: { alertId, incidentId, name, channel, text: kept(text), understood, at: tx.now } });
}
