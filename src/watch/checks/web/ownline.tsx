import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { type Check, CheckInput, changeCheck } from '../checks.contract.ts';
import * as texts from '../ownline.texts.ts';
import { ownLineChoices } from '../ownline.ts';
import css from './checks.module.css';

/** Where the own line would be told as one outage for each target: which check is to stand for it, one press. */
export function OwnLine({ checks }: { readonly checks: readonly Check[] }) {
  const t = useTexts(texts);
  const href = useHref();
  const toast = useToast();
  const change = useAction(changeCheck);
  const choices = ownLineChoices(checks);
  if (choices.length === 0) return null;
  const set = (check: Check, ownLine: boolean) =>
    change.mutateAsync({ params: { id: check.id }, body: { ...CheckInput.parse(check), ownLine } });
  const choose = async (check: Check) => {
    await set(check, true);
    toast({ text: t.done(check.name), undo: () => set(check, false) });
  };
  const more = new URLSearchParams({ kind: 'ping', name: t.name, own: 'line' });
  return (
    <Card title={t.title}>
      <div className="stack">
        <p className="small muted">{t.text}</p>
        <ul className={css['suggestions']}>
          {choices.map((check) => (
            <li key={check.id}>
              <span>
                {check.name}
                <span className={css['second']}> {check.target}</span>
              </span>
              <Button small aria-label={t.chooseThis(check.name)} disabled={change.isPending} onClick={() => choose(check)}>
                {t.choose}
              </Button>
            </li>
          ))}
        </ul>
        <FaultNote error={change.error} />
        <div className="row">
          <LinkButton small href={`${href('watch/checks/new')}?${more}`}>
            {t.other}
          </LinkButton>
          <span className="small muted">{t.without}</span>
        </div>
      </div>
    </Card>
  );
}
