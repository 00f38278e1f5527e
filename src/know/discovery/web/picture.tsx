import { useTexts } from '../../../web/language.tsx';
import type { FindingView } from '../discovery.contract.ts';
import { de as wordsDe, en as wordsEn } from '../discovery.texts.ts';
import { REACH_TONES, reachTone } from './reach.ts';
import css from './scan.module.css';
import { de, en } from './scan.texts.ts';

const [WIDTH, HEIGHT] = [600, 470];
const [MIDDLE_X, MIDDLE_Y] = [WIDTH / 2, HEIGHT / 2 - 8];
/** So many have room on one ellipse; more stand on two, turned against each other. */
const ON_ONE = 10;

type Place = { readonly x: number; readonly y: number };

function placesOf(count: number): Place[] {
  const outer = count <= ON_ONE ? count : Math.ceil(count * 0.62);
  return Array.from({ length: count }, (_, n) => {
    const inside = n >= outer;
    const [index, of] = inside ? [n - outer + 0.5, count - outer] : [n, outer];
    const angle = (index / of) * 2 * Math.PI - Math.PI / 2;
    const [rx, ry] = inside ? [128, 104] : [238, 186];
    return { x: MIDDLE_X + rx * Math.cos(angle), y: MIDDLE_Y + ry * Math.sin(angle) };
  });
}

const short = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

type PictureProps = {
  readonly company: string;
  readonly findings: readonly FindingView[];
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
};

/** The company in the middle, around it what does something for it, coloured by whose law reaches it. The list beside it says the same. */
export function Picture({ company, findings, chosen, onChoose }: PictureProps) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const places = placesOf(findings.length);
  const radius = findings.length > 16 ? 13 : 17;
  const used = new Set(findings.map(({ reach }) => reachTone(reach)));
  return (
    <figure className={css['picture']}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
        {findings.map(({ key, runsOn }, n) => {
          const at = places[n] ?? { x: MIDDLE_X, y: MIDDLE_Y };
          return (
            <line
              key={key}
              x1={MIDDLE_X}
              y1={MIDDLE_Y}
              x2={at.x}
              y2={at.y}
              className={css['ray']}
              strokeDasharray={runsOn === null ? undefined : '4 4'}
            />
          );
        })}
        <circle cx={MIDDLE_X} cy={MIDDLE_Y} r={46} className={css['middle']} />
        <text x={MIDDLE_X} y={MIDDLE_Y - 2} className={css['company']}>
          {short(company.split(' ')[0] ?? company, 12)}
        </text>
        <text x={MIDDLE_X} y={MIDDLE_Y + 15} className={css['companySub']}>
          {t.yourCompany}
        </text>
        {findings.map((finding, n) => {
          const { x, y } = places[n] ?? { x: MIDDLE_X, y: MIDDLE_Y };
          return (
            // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- a shortcut for the mouse; the list beside it is reached by keyboard
            <g key={finding.key} className={css['bubble']} onClick={() => onChoose(finding.key)}>
              <circle
                cx={x}
                cy={y - 10}
                r={radius}
                className={`${css[`reach-${reachTone(finding.reach)}`]} ${finding.key === chosen ? css['chosenBubble'] : ''}`}
              />
              <text x={x} y={y + radius + 3} className={css['function']}>
                {short(words.roles[finding.role], 18)}
              </text>
              <text x={x} y={y + radius + 17} className={css['who']}>
                {short(finding.providerName, 18)}
              </text>
            </g>
          );
        })}
        <defs>
          <pattern id="scan-unknown" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="8" height="8" className={css['hatchGround']} />
            <rect width="4" height="8" className={css['hatchLine']} />
          </pattern>
        </defs>
      </svg>
      <figcaption className={`small ${css['legend']}`}>
        <span className="visually-hidden">{t.picture(company)}</span>
        {REACH_TONES.filter((tone) => used.has(tone)).map((tone) => (
          <span key={tone}>
            <ReachDot tone={tone} /> {t.legend[tone]}
          </span>
        ))}
        {findings.some(({ runsOn }) => runsOn !== null) && <span>{t.runsOnDashed}</span>}
      </figcaption>
    </figure>
  );
}

/** A disc in the colour of a reach; the word beside it says the same. */
export const ReachDot = ({ tone }: { readonly tone: ReturnType<typeof reachTone> }) => (
  <span className={`${css['dot']} ${css[`ground-${tone}`]}`} aria-hidden="true" />
);
