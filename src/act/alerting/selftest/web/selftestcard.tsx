import { useLanguage, useTexts } from '../../../../web/language.tsx';
import { Button } from '../../../../web/parts/button.tsx';
import { Card } from '../../../../web/parts/card.tsx';
import { Chip, type Tone } from '../../../../web/parts/chip.tsx';
import { FaultNote, Loaded } from '../../../../web/parts/fault.tsx';
import { useToast } from '../../../../web/parts/toast.tsx';
import { useMay } from '../../../../web/place.ts';
import { useAction, useQueryOf } from '../../../../web/query.ts';
import { useWords } from '../../../../web/words.ts';
import { listSelfTests, runSelfTestsNow, type SelfTestView } from '../selftest.contract.ts';
import { de, en } from '../selftest.texts.ts';

const toneOf: Readonly<Record<NonNullable<SelfTestView['state']>, Tone>> = { waiting: 'unknown', passed: 'ok', failed: 'down' };

function One({ test }: { readonly test: SelfTestView }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { language } = useLanguage();
  const { state, sentAt, heardAt, name, reason } = test;
  const took =
    state === 'passed' && sentAt !== null && heardAt !== null && heardAt >= sentAt ? Math.round((heardAt - sentAt) / 1000) : null;
  return (
    <div>
      <strong>{name}</strong> <Chip tone={state === null ? 'unknown' : toneOf[state]}>{t.state[state ?? 'never']}</Chip>
      <div className="muted small">{heardAt === null ? t.neverHeard : t.lastHeard(w.ago(heardAt), took)}</div>
      {reason !== null && <p>{reason[language]}</p>}
    </div>
  );
}

/** What is not ready on the way without the Internet; nothing while all is well. Stands where readiness is looked at. */
export function SelfTestNotes({ className }: { readonly className: string | undefined }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const query = useQueryOf(listSelfTests, undefined, { topics: ['selftest', 'channel'] });
  return (query.data?.tests ?? []).map(({ channelId, reason }) =>
    reason === null ? null : (
      <p key={channelId} className={className}>
        <strong>{t.notReady}</strong> {reason[language]}
      </p>
    ),
  );
}

/** The weekly test of the way that works without the Internet. */
export function SelfTestCard() {
  const t = useTexts({ de, en });
  const toast = useToast();
  const mayWrite = useMay('settings.write');
  const query = useQueryOf(listSelfTests, undefined, { topics: ['selftest', 'channel'] });
  const run = useAction(runSelfTestsNow, { onDone: () => toast({ text: t.testing }) });
  return (
    <Card title={t.title} tone={query.data?.tests.some(({ reason }) => reason !== null) ? 'down' : 'plain'}>
      <Loaded query={query}>
        {({ tests }) => (
          <div className="stack">
            <p>{tests.length === 0 ? t.none : t.weekly}</p>
            {tests.map((test) => (
              <One key={test.channelId} test={test} />
            ))}
            <FaultNote error={run.error} />
            {mayWrite && tests.length > 0 && (
              <div className="row no-print">
                <Button small onClick={() => run.mutateAsync({})}>
                  {t.test}
                </Button>
              </div>
            )}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
