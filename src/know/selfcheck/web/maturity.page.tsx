import type { AnswerOf } from '../../../kernel/contract.ts';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { StateChip } from '../../../web/parts/chip.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { NextQuestions } from '../../../web/welcome/nextquestions.tsx';
import { useWords } from '../../../web/words.ts';
import { de, en } from '../maturity.texts.ts';
import type { Level } from '../maturity.ts';
import { readMaturity } from '../selfcheck.contract.ts';
import css from './maturity.module.css';
import { Ownership } from './ownership.tsx';
import { WeakSpots } from './weakspots.tsx';

type Rung = AnswerOf<typeof readMaturity>['rungs'][number];
/** So many proofs are listed; the others are told by their number. */
const LISTED = 4;

function Step({ rung, level, next }: { readonly rung: Rung; readonly level: number; readonly next: boolean }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const go = t.go[rung.kind];
  const may = useMay(go.right);
  const words = t.rung[rung.level as Exclude<Level, 0>];
  const counts = rung.level <= level;
  return (
    <li>
      <span className="muted">{t.level(rung.level)}</span>
      <div>
        <strong>{words.name}</strong>
        {rung.times > 1 && <span className="small muted"> · {t.of(Math.min(rung.evidence.length, rung.times), rung.times)}</span>}
        {rung.evidence.length > 0 && (
          <ul className="small">
            {rung.evidence.slice(0, LISTED).map((one) => (
              <li key={`${one.what} ${one.at}`}>{t.evidence(one.what, w.ago(one.at))}</li>
            ))}
          </ul>
        )}
        {rung.stale && <p className="small muted">{t.stale(rung.stale.what, w.ago(rung.stale.at))}</p>}
        {next && (
          <p>
            {t.next(words.task)} {may && <LinkButton href={href(go.path)}>{go.label}</LinkButton>}
          </p>
        )}
      </div>
      <StateChip state={counts ? 'ok' : 'unknown'} word={counts ? t.reached : rung.reached ? t.waiting : t.open} />
    </li>
  );
}

/** How far the firm has come, by what it has really tried; what to try and what to ask next. */
export default function MaturityPage() {
  const t = useTexts({ de, en });
  const query = useQueryOf(readMaturity, undefined, { topics: ['maturity', 'node'] });
  return (
    <Loaded query={query}>
      {({ level, rungs }) => {
        const next = rungs.find((rung) => rung.level === level + 1);
        return (
          <Page
            title={t.title}
            headline={t.headline(level, rungs.length)}
            sub={next ? t.next(t.rung[next.level as Exclude<Level, 0>].task) : t.done}
          >
            <Card title={t.ladder}>
              <p className="muted">{t.ladderHelp}</p>
              <ol className={css['ladder']}>
                {rungs.map((rung) => (
                  <Step key={rung.level} rung={rung} level={level} next={rung === next} />
                ))}
              </ol>
            </Card>
            <div className="columns">
              <div className="stack">
                <WeakSpots rungs={rungs} />
                <NextQuestions />
              </div>
              <Ownership />
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
