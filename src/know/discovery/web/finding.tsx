import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useWords } from '../../../web/words.ts';
import { de as insideDe, en as insideEn, seenText } from '../../evidence/evidence.texts.ts';
import type { Decision, FindingView } from '../discovery.contract.ts';
import { de as wordsDe, en as wordsEn } from '../discovery.texts.ts';
import { ReachDot } from './picture.tsx';
import { reachTone } from './reach.ts';
import css from './scan.module.css';
import { de, en } from './scan.texts.ts';

type FindingProps = {
  readonly finding: FindingView;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onDecide: (decision: Decision) => Promise<unknown>;
};

function Open({ finding, onDecide }: Omit<FindingProps, 'open' | 'onToggle'>) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const inside = useTexts({ de: insideDe, en: insideEn });
  const { language } = useLanguage();
  const w = useWords();
  const href = useHref();
  const mayWrite = useMay('know.write');
  const { evidence, decision, nodeKey, catalogueDate } = finding;
  return (
    <div className={css['open']}>
      <p className="small">
        {words.hangsOn(finding.reach, finding.ultimateParent)}
        {finding.runsOnName !== null && ` · ${words.runsOn(finding.runsOnName)}`}
      </p>
      <p className="small muted">
        {finding.legalEntity !== null && `${t.partner}: ${finding.legalEntity} · `}
        {words.knownFrom(catalogueDate === null ? null : w.date(Date.parse(catalogueDate)))}
      </p>
      <dl className={css['evidence']} aria-label={t.evidence}>
        {evidence.slice(0, 8).map(({ kind, name, value, check }) => (
          <div key={`${kind} ${name} ${value}`} title={check === '' ? undefined : `${t.check}: ${check}`}>
            <dt>
              {kind} {name}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
        {finding.inside.flatMap(({ kind, traces }, n) =>
          traces.slice(0, 3).map((trace) => (
            <div key={`${n} ${JSON.stringify(trace)}`}>
              <dt>{inside.kinds[kind]}</dt>
              <dd>{seenText(trace, language)}</dd>
            </div>
          )),
        )}
        {evidence.length > 8 && <div>{t.more(evidence.length - 8)}</div>}
      </dl>
      <div className="row">
        {mayWrite && decision === null && (
          <>
            <Button kind="main" small onClick={() => onDecide('confirmed')}>
              {t.right}
            </Button>
            <Button small onClick={() => onDecide('rejected')}>
              {t.wrong}
            </Button>
          </>
        )}
        {mayWrite && decision === 'rejected' && (
          <Button small onClick={() => onDecide(null)}>
            {t.undoDecision}
          </Button>
        )}
        {nodeKey !== null && (
          <>
            <LinkButton small href={`${href('know/inventory')}?node=${encodeURIComponent(nodeKey)}`}>
              {t.inInventory}
            </LinkButton>
            <LinkButton small href={`${href('know/what-if')}?fail=${encodeURIComponent(nodeKey)}`}>
              {t.whatIf}
            </LinkButton>
          </>
        )}
      </div>
    </div>
  );
}

/** One finding: what it does, who does it, how sure that is; opened, with its evidence and the question whether it is right. */
export function Finding({ finding, open, onToggle, onDecide }: FindingProps) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const sure = finding.confidence >= 0.7;
  return (
    <li>
      <button type="button" className={css['item']} aria-expanded={open} onClick={onToggle}>
        <ReachDot tone={reachTone(finding.reach)} />
        <span>
          {words.roles[finding.role]}: <strong>{finding.providerName}</strong>
          <span className="small muted">
            {' '}
            {finding.status === 'observed' ? t.seen(finding.evidence.length) : words.statuses[finding.status]}
          </span>
        </span>
        {finding.decision === 'confirmed' ? (
          <Chip tone="petrol">{t.confirmed}</Chip>
        ) : finding.decision === 'rejected' ? (
          <Chip>{t.rejected}</Chip>
        ) : (
          <Chip tone={sure ? 'ok' : 'unknown'}>{words.sure(finding.confidence)}</Chip>
        )}
      </button>
      {open && <Open finding={finding} onDecide={onDecide} />}
    </li>
  );
}
