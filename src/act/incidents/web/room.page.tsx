import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import type { PageProps } from '../../../web/pages.ts';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { TextField } from '../../../web/parts/field.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { AlertOverview } from '../../alerting/web/overview.tsx';
import { type IncidentView, readIncident, renameIncident, standDown } from '../incidents.contract.ts';
import { de, en } from '../room.texts.ts';
import { Diary } from './diary.tsx';
import { Evidence } from './evidence.tsx';
import { Public } from './public.tsx';
import { Question } from './question.tsx';
import css from './room.module.css';
import { Tasks } from './tasks.tsx';

function Rename({ incident }: { readonly incident: IncidentView }) {
  const { room: t, raise } = useTexts({ de, en });
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState(incident.title);
  const rename = useAction(renameIncident, { onDone: () => setOpen(false) });
  return (
    <>
      <Button small onClick={() => setOpen(true)}>
        {t.rename}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t.rename}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            rename.mutate({ params: { id: incident.id }, body: { title } });
          }}
        >
          <TextField label={raise.what} value={title} onChange={setTitle} required />
          <Button type="submit" kind="main" busy={rename.isPending}>
            {t.rename}
          </Button>
          <FaultNote error={rename.error} />
        </form>
      </Dialog>
    </>
  );
}

/** The incident room: the first question, tasks, log, alerts, the public, and the end. */
export default function RoomPage({ params }: PageProps) {
  const { room: t, list } = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const lead = useMay('act.lead');
  const read = useMay('act.read');
  const mayPublish = useMay('act.publish');
  const end = useAction(standDown);
  const query = useQueryOf(readIncident, { params: { id: params['id'] ?? '' } }, { topics: ['incident'] });
  return (
    <Loaded query={query}>
      {(incident) => {
        const open = incident.progress.state === 'open';
        const { progress } = incident;
        return (
          <Page
            title={incident.title}
            headline={incident.title}
            sub={
              <>
                {incident.mode === 'exercise' && <strong>{list.exercise} · </strong>}
                {progress.state === 'stood-down' && t.ended(w.moment(progress.at))}
                {progress.state === 'open' && t.openedBy(w.moment(progress.at), progress.by)}
                {(progress.state === 'proposed' || progress.state === 'dismissed') && list.progress[progress.state]}
              </>
            }
            actions={
              <>
                {lead && open && <Rename incident={incident} />}
                {lead && open && (
                  <ConfirmButton
                    label={t.standDown}
                    small
                    kind="quiet"
                    title={t.standDownTitle}
                    confirm={t.standDown}
                    onConfirm={async () => {
                      await end.mutateAsync({ params: { id: incident.id } });
                    }}
                  >
                    <p>{t.standDownText}</p>
                  </ConfirmButton>
                )}
                {progress.state === 'stood-down' && <LinkButton href={href('learn/reviews')}>{t.review}</LinkButton>}
              </>
            }
          >
            <div className={css['columns']}>
              <div className={css['stack']}>
                <Question incident={incident} may={lead && open} />
                <Tasks incident={incident} open={open} lead={lead} />
                {read && !open && <Diary incident={incident} may={lead} />}
              </div>
              <div className={css['stack']}>
                {read && <AlertOverview incidentId={incident.id} lead={lead && open} />}
                <Public incident={incident} open={open} may={mayPublish} />
                {read && <Evidence incident={incident} />}
                {read && open && <Diary incident={incident} may={lead} />}
              </div>
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
