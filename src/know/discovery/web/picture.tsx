import { useTexts } from '../../../web/language.tsx';
import type { FindingView } from '../discovery.contract.ts';
import { de as wordsDe, en as wordsEn } from '../discovery.texts.ts';
import { Status } from '../finding.ts';
import { type Layout, NARROW, placesOf, wideFor } from './places.ts';
import { Ray, RaySample } from './ray.tsx';
import { REACH_TONES, reachTone } from './reach.ts';
import css from './scan.module.css';
import { de, en } from './scan.texts.ts';

const short = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

type PictureProps = {
  readonly company: string;
  readonly findings: readonly FindingView[];
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
};

/** A bubble stands a little above its place, so that it and its words together are in the middle of it. */
const LIFT = 10;

function Drawing({ company, findings, chosen, onChoose, layout }: PictureProps & { readonly layout: Layout }) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const places = placesOf(findings.length, layout);
  const { width, height, bubble, middle, letters, names } = layout;
  const [cx, cy] = [width / 2, height / 2 - 8];
  const drawn = findings.map((finding, n) => ({ finding, ...(places[n] ?? { x: cx, y: cy, words: false }) }));
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={css[names ? 'wide' : 'narrow']} aria-hidden="true" focusable="false">
      {drawn.map(({ finding, x, y }) => (
        <Ray key={finding.key} status={finding.status} x1={cx} y1={cy} x2={x} y2={y - LIFT} />
      ))}
      <circle cx={cx} cy={cy} r={middle} className={css['middle']} />
      <text x={cx} y={cy + (names ? -2 : 4)} className={css['company']}>
        {short(company.split(' ')[0] ?? company, names ? 12 : 9)}
      </text>
      {names && (
        <text x={cx} y={cy + 15} className={css['companySub']}>
          {t.yourCompany}
        </text>
      )}
      {drawn.map(({ finding, x, y, words: inWords }) => (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- a shortcut for the mouse; the list beside it is reached by keyboard
        <g key={finding.key} className={css['bubble']} onClick={() => onChoose(finding.key)}>
          {finding.runsOn !== null && <circle cx={x} cy={y - LIFT} r={bubble + 4} className={css['ring']} />}
          <circle
            cx={x}
            cy={y - LIFT}
            r={bubble}
            className={`${css[`reach-${reachTone(finding.reach)}`]} ${finding.key === chosen ? css['chosenBubble'] : ''}`}
          />
          {(inWords || finding.key === chosen) && (
            <text x={x} y={y + bubble + 5} className={css['function']}>
              {short(words.roles[finding.role], letters)}
            </text>
          )}
          {names && (inWords || finding.key === chosen) && (
            <text x={x} y={y + bubble + 18} className={css['who']}>
              {short(finding.providerName, letters)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/**
 * The company in the middle, around it what does something for it, coloured by whose law reaches it, the line by how sure it is that
 * it is in use. The list beside it says the same.
 */
export function Picture(props: PictureProps) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const { company, findings } = props;
  const tones = new Set(findings.map(({ reach }) => reachTone(reach)));
  const statuses = new Set(findings.map(({ status }) => status));
  return (
    <figure className={css['picture']}>
      {/* Of its own: a pattern in a drawing that is not shown paints nothing. */}
      <svg className={css['patterns']} width="0" height="0" aria-hidden="true" focusable="false">
        <pattern id="scan-unknown" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="8" height="8" className={css['hatchGround']} />
          <rect width="4" height="8" className={css['hatchLine']} />
        </pattern>
      </svg>
      <Drawing {...props} layout={wideFor(findings.length)} />
      <Drawing {...props} layout={NARROW} />
      <figcaption className={`small ${css['legend']}`}>
        <span className="visually-hidden">{t.picture(company)}</span>
        {REACH_TONES.filter((tone) => tones.has(tone)).map((tone) => (
          <span key={tone}>
            <ReachDot tone={tone} /> {t.legend[tone]}
          </span>
        ))}
        {Status.options
          .filter((status) => statuses.has(status))
          .map((status) => (
            <span key={status}>
              <RaySample status={status} /> {words.statuses[status]}
            </span>
          ))}
        {findings.some(({ runsOn }) => runsOn !== null) && (
          <span>
            <span className={css['ringSample']} aria-hidden="true" /> {t.runsOnRing}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** A disc in the colour of a reach; the word beside it says the same. */
export const ReachDot = ({ tone }: { readonly tone: ReturnType<typeof reachTone> }) => (
  <span className={`${css['dot']} ${css[`ground-${tone}`]}`} aria-hidden="true" />
);
