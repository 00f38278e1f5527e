import { writeCsv } from '../../../kernel/csvtext.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { useServerGone } from '../../../web/offline/stand.ts';
import { Button } from '../../../web/parts/button.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import type { Model } from '../../model/model.ts';
import type { Answer } from '../answer.ts';
import { askedOf, type Question } from '../question.ts';
import { de, en } from '../report.texts.ts';
import { resultSheet } from '../resultsheet.ts';
import { printWhatIf } from '../simulation.contract.ts';
import type { Clock } from './clock.ts';
import { searchOf } from './usequestion.ts';

/** Gives a file to the browser to be saved. */
function save(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

type ShareProps = {
  readonly model: Model;
  readonly question: Question;
  readonly answer: Answer;
  readonly clock: Clock;
  readonly at: number;
};

/** Print, PDF, table, and a link that opens the same question at the same hour. `at`: when the outage begins if the question does not say. */
export function Share({ model, question, answer, clock, at }: ShareProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const toast = useToast();
  const print = useAction(printWhatIf);
  const serverGone = useServerGone();
  const fixed = { ...question, at: question.at ?? at };
  const copy = async () => {
    const search = searchOf(fixed, clock.now).toString();
    const url = `${window.location.origin}${window.location.pathname}?${search}`;
    window.history.replaceState(window.history.state, '', url);
    try {
      await navigator.clipboard.writeText(url);
      toast({ text: t.linkCopied });
    } catch {
      // Without https or without leave there is no clipboard; the link stands in the address.
      toast({ text: t.linkShown });
    }
  };
  const pdf = async () => save(`${t.file}.pdf`, await print.mutateAsync({ body: { question: askedOf(fixed), language } }));
  const csv = () => {
    const text = writeCsv(resultSheet(model, answer.result, answer.bottlenecks ?? [], language));
    save(`${t.file}.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }));
  };
  return (
    <div className="stack no-print">
      <div className="row">
        <Button small onClick={() => window.print()}>
          {t.print}
        </Button>
        {!serverGone && (
          <Button small busy={print.isPending} onClick={() => pdf().catch(() => undefined)}>
            {t.pdf}
          </Button>
        )}
        <Button small onClick={csv}>
          {t.csv}
        </Button>
        <Button small onClick={copy}>
          {t.link}
        </Button>
      </div>
      {serverGone && <p className="small muted">{t.pdfOffline}</p>}
      <FaultNote error={print.error} />
    </div>
  );
}
