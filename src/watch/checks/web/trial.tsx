import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { usePlaceZone } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { tryCheck } from '../checks.contract.ts';
import { sayDetail } from '../detail.texts.ts';
import { de, en } from '../screens.texts.ts';
import css from './checks.module.css';
import { useFaults } from './usefaults.ts';

type TrialProps = {
  /** The check that is changed: its secrets stay where they were not entered anew. */
  readonly checkId: string | undefined;
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  readonly uplinkId: string | null;
  /** What is wrong with the settings, for the fields; null when a try went through. */
  readonly onFault: (error: unknown) => void;
};

/** Looks once with the settings as they stand in the form, and says the result in words. */
export function Trial({ checkId, kind, config, timeoutMs, uplinkId, onFault }: TrialProps) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { language } = useLanguage();
  const zone = usePlaceZone();
  const attempt = useAction(tryCheck);
  const error = useFaults(attempt.error);
  const seen = attempt.data?.observation;
  const look = seen && (seen.outcome === 'up' && seen.warning ? 'warning' : seen.outcome);
  return (
    <div className="stack">
      <div>
        <Button
          onClick={() =>
            attempt.mutateAsync({ body: { kind, config: { ...config }, timeoutMs, uplinkId, checkId } }).then(() => onFault(null), onFault)
          }
        >
          {t.tryIt}
        </Button>
      </div>
      <FaultNote error={error} />
      <output aria-live="polite">
        {seen && look && !attempt.isPending && (
          <p className={css['tried']} data-outcome={look}>
            <strong>{t.tried[look](sayDetail(seen.detail, language, zone))}</strong> {t.took(w.number(seen.ms))}
          </p>
        )}
        {attempt.isPending && <p className="muted">{t.trying}</p>}
      </output>
    </div>
  );
}
