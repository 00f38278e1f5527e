import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { de, en } from '../address.texts.ts';
import { bashLine, powershellLines } from '../scriptlines.ts';
import css from './checks.module.css';

type ReportingProps = { readonly kind: string; readonly url: string };

/** The lines with which a program reports to this address. */
export function Reporting({ kind, url }: ReportingProps) {
  const t = useTexts({ de, en });
  return kind === 'script' ? (
    <>
      <p>{t.bash}</p>
      <pre className={css['example']}>{bashLine(url, t.example)}</pre>
      <p>{t.powershell}</p>
      <pre className={css['example']}>{powershellLines(url, t.example)}</pre>
    </>
  ) : (
    <>
      <p>{t.linux}</p>
      <pre className={css['example']}>{`curl -fsS -m 10 --retry 5 ${url}/$?`}</pre>
      <p>{t.windows}</p>
      <pre className={css['example']}>{`Invoke-WebRequest -UseBasicParsing ${url}`}</pre>
      <p className="muted small">{t.more}</p>
    </>
  );
}

/** What a program will have to do, before there is an address. */
export function ReportingAhead({ kind }: { readonly kind: string }) {
  const t = useTexts({ de, en });
  return (
    <Card title={t.shown}>
      <div className="stack">
        <p className="muted">{t.later}</p>
        <Reporting kind={kind} url={t.placeholder} />
      </div>
    </Card>
  );
}
