import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Chip, StateMark, type Tone } from '../../../web/parts/chip.tsx';
import { useWords } from '../../../web/words.ts';
import type { IndependenceView, LifelineView } from '../independence.contract.ts';
import { de, en } from '../independence.texts.ts';
import { Group, type Standing } from '../independence.ts';
import { advice, nameOf, restsText, sentence } from '../told.ts';
import css from './independence.module.css';

const STATE = { independent: 'ok', place: 'degraded', shared: 'down', unknown: 'unknown' } as const;

/** How a way or a purpose stands, as shape, word and colour. */
export function StandingChip({ standing }: { readonly standing: Standing }) {
  const t = useTexts({ de, en });
  const tone: Tone = standing === 'absent' ? 'plain' : STATE[standing];
  return (
    <Chip tone={tone}>
      {standing !== 'absent' && <StateMark state={STATE[standing]} />} {t.standing[standing]}
    </Chip>
  );
}

/** Everything that takes it along, by sort; folded, since it may be long. */
function Everything({ shared }: Pick<LifelineView, 'shared'>) {
  const t = useTexts({ de, en });
  if (shared.length <= 3) return null;
  return (
    <details className="small">
      <summary>{t.all(shared.length)}</summary>
      <dl className={css['groups']}>
        {Group.options.map((group) => {
          const names = shared.filter((one) => one.group === group).map(({ name }) => name);
          return (
            names.length > 0 && (
              <div key={group}>
                <dt>{t.group[group]}</dt>
                <dd>{names.join(', ')}</dd>
              </div>
            )
          );
        })}
      </dl>
    </details>
  );
}

type WayProps = {
  readonly way: LifelineView;
  readonly nodes: IndependenceView['nodes'];
  /** Undefined where nothing may be said. */
  readonly onAnswer: (() => void) | undefined;
};

/** One way: how it stands, the sentence, what to change, what it rests on and how that is known. */
export function Way({ way, nodes, onAnswer }: WayProps) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { origin, rests, standing } = way;
  const name = nameOf(way, t);
  const step = advice(way, t);
  const known =
    origin.kind === 'said'
      ? t.said(origin.by, w.ago(origin.at))
      : origin.kind === 'derived'
        ? t.derived(origin.why.map((one) => t.why[one]).join(', '))
        : undefined;
  return (
    <li className={css['way']}>
      <div className={css['what']}>
        <h3>{name}</h3>
        <StandingChip standing={standing} />
      </div>
      <p>{sentence(way, t)}</p>
      <Everything shared={way.shared} />
      {step !== null && standing === 'shared' && (
        <p>
          <strong>{t.toChange} </strong>
          {step}
        </p>
      )}
      <div className={css['foot']}>
        {rests.kind === 'on' ? (
          <span className="small muted">
            {t.restsOn} {restsText(way, nodes, t)}
            {known !== undefined && ` (${known})`}
          </span>
        ) : (
          <span>{step ?? known}</span>
        )}
        {onAnswer && (
          <Button small kind={standing === 'unknown' && rests.kind !== 'on' ? 'quiet' : 'plain'} onClick={onAnswer}>
            {rests.kind === 'unknown' ? t.answer : t.edit}
            <span className="visually-hidden"> {name}</span>
          </Button>
        )}
      </div>
    </li>
  );
}
