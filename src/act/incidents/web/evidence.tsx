import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { ReasonButton } from '../../../web/parts/reasonbutton.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { type IncidentView, releaseEvidence } from '../incidents.contract.ts';
import { de as wordsDe, en as wordsEn } from '../incidents.texts.ts';
import { de, en } from '../room.texts.ts';

/** What is kept because of this incident, and its release after the end. */
export function Evidence({ incident }: { readonly incident: IncidentView }) {
  const { room: t } = useTexts({ de, en });
  const { refusal } = useTexts({ de: wordsDe, en: wordsEn });
  const w = useWords();
  const may = useMay('act.release');
  const release = useAction(releaseEvidence);
  const { evidenceFrom, evidenceRelease, progress } = incident;
  if (evidenceFrom === null && evidenceRelease === null) return null;
  const ended = progress.state === 'stood-down';
  return (
    <Card title={t.evidence}>
      <div className="stack">
        {evidenceFrom !== null && <p>{t.evidenceKept(w.dateTime(evidenceFrom))}</p>}
        {evidenceRelease !== null && <p>{t.evidenceReleased(w.moment(evidenceRelease.at), evidenceRelease.by, evidenceRelease.reason)}</p>}
        {evidenceFrom !== null && ended && !may && <p className="muted">{t.evidenceOwner}</p>}
        {evidenceFrom !== null && ended && may && (
          <div className="row">
            <ReasonButton
              label={t.evidenceRelease}
              title={t.evidenceReleaseTitle}
              reason={t.reason}
              busy={release.isPending}
              error={release.error}
              problems={refusal}
              onConfirm={(reason, close) => release.mutate({ params: { id: incident.id }, body: { reason } }, { onSuccess: close })}
            >
              {t.evidenceReleaseText}
            </ReasonButton>
          </div>
        )}
      </div>
    </Card>
  );
}
