import { useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { Progress } from '../../../web/parts/progress.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { undoInventory } from '../../inventory/inventory.contract.ts';
import {
  type Decision,
  decideFindings,
  type FindingView,
  readScanSources,
  type ScanView,
  startScan,
  stopScan,
} from '../discovery.contract.ts';
import { de as wordsDe, en as wordsEn } from '../discovery.texts.ts';
import { spfLine } from '../spfline.ts';
import { toldIn } from '../told.texts.ts';
import { Finding } from './finding.tsx';
import { Monthly } from './monthly.tsx';
import { Picture } from './picture.tsx';
import { isInUse, reachTone } from './reach.ts';
import css from './scan.module.css';
import { de, en } from './scan.texts.ts';
import { After, Since } from './since.tsx';

/** From here on a finding is taken over without looking at each. */
const SURE = 0.7;
const MOST_GAPS = 12;

/** Says yes or no to findings; a yes takes them into the inventory, which can be taken back. */
function useDecide(scan: ScanView) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const decide = useAction(decideFindings);
  const undo = useAction(undoInventory);
  return async (keys: readonly string[], decision: Decision) => {
    const { added, undoId } = await decide.mutateAsync({ params: { id: scan.id }, body: { keys: [...keys], decision } });
    if (decision !== 'confirmed') return;
    const takeBack = async () => {
      try {
        if (undoId !== null) await undo.mutateAsync({ params: { id: undoId } });
        await decide.mutateAsync({ params: { id: scan.id }, body: { keys: [...keys], decision: null } });
        toast({ text: t.undone });
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        toast({ tone: 'down', text: t.problems[code] ?? (error instanceof Error ? error.message : code) });
      }
    };
    toast({ text: t.added(added), undo: takeBack });
  };
}

function Facts({ scan }: { readonly scan: ScanView }) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const { language } = useLanguage();
  const { facts, notChecked, findings } = scan;
  const sources = useQueryOf(readScanSources);
  if (facts === null) return null;
  const nameOf = (id: string) => findings.find(({ provider }) => provider === id)?.providerName ?? id;
  const gaps = [...new Set(notChecked.map(({ what, why }) => `${words.gaps.what(what)}: ${words.gaps.why(why)}`))];
  const lines = [
    spfLine(scan.domain, facts, notChecked, words.facts),
    words.facts.dmarc(facts.dmarcPolicy),
    words.facts.dnssec(facts.dnssec),
    ...(facts.dangling.length > 0 ? [words.facts.dangling(facts.dangling)] : []),
    ...(facts.wildcards.length > 0 ? [words.facts.wildcards(facts.wildcards)] : []),
    ...(facts.originExposed.length > 0 ? [words.facts.exposed(facts.originExposed)] : []),
    ...(facts.observedNotDeclared.length > 0 ? [words.facts.undeclared(facts.observedNotDeclared.map(nameOf))] : []),
    ...(facts.declaredOnly.length > 0 ? [words.facts.declaredOnly(facts.declaredOnly.map(nameOf))] : []),
  ];
  return (
    <Card title={t.facts}>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {gaps.length > 0 && (
        <details>
          <summary>
            {t.notChecked}: {gaps.length}
          </summary>
          <ul className="small muted">
            {gaps.slice(0, MOST_GAPS).map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
            {gaps.length > MOST_GAPS && <li>{t.more(gaps.length - MOST_GAPS)}</li>}
          </ul>
        </details>
      )}
      {sources.data && (
        <p className="small muted">
          {t.networks(sources.data.networks.rows)} {sources.data.networks.notes.map((note) => toldIn(language, note)).join(' ')}
        </p>
      )}
    </Card>
  );
}

type ResultProps = { readonly scan: ScanView; readonly onStarted: (id: string) => void; readonly onLeave: () => void };

/** What a scan has found so far: the picture, the list with the evidence beside it, and how the domain is set up. */
export function Result({ scan, onStarted, onLeave }: ResultProps) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const w = useWords();
  const { language } = useLanguage();
  const { org } = usePlace();
  const mayWrite = useMay('know.write');
  const decide = useDecide(scan);
  const stop = useAction(stopScan);
  const again = useAction(startScan, { onDone: ({ id }) => onStarted(id) });
  const [chosen, setChosen] = useState<string | undefined>();
  const busy = ['waiting', 'running', 'stopping'].includes(scan.state);
  const used = scan.findings.filter((one) => isInUse(one) && one.decision !== 'rejected');
  const wrong = scan.findings.filter((one) => isInUse(one) && one.decision === 'rejected');
  const hints = scan.findings.filter((one) => !isInUse(one) && one.role !== 'subprocessor');
  const us = used.filter(({ reach }) => ['us', 'usParent'].includes(reachTone(reach))).length;
  const open = used.filter(({ decision, confidence }) => decision === null && confidence >= SURE);
  const headline = busy
    ? t.runningHeadline(scan.unicode, used.length)
    : used.length === 0
      ? t.nothing(scan.unicode)
      : words.headline(us, used.length);
  const asked = scan.asked.map(({ party, queries }) => t.askedParty(toldIn(language, party), queries)).join(', ');
  const row = (finding: FindingView) => (
    <Finding
      key={finding.key}
      finding={finding}
      open={finding.key === chosen}
      onToggle={() => setChosen(finding.key === chosen ? undefined : finding.key)}
      onDecide={(decision) => decide([finding.key], decision)}
    />
  );
  return (
    <Page
      title={`${scan.unicode} · ${t.title}`}
      headline={headline}
      sub={[scan.unicode, w.moment(scan.endedAt ?? scan.askedAt), ...(asked === '' ? [] : [t.asked(asked)])].join(' · ')}
      actions={
        <>
          {mayWrite && !busy && (
            <Button onClick={() => again.mutateAsync({ body: { domain: scan.domain } }).catch(() => undefined)}>{t.again}</Button>
          )}
          <Button kind="plain" onClick={onLeave}>
            {t.other}
          </Button>
        </>
      }
    >
      <FaultNote error={again.error ?? stop.error} problems={t.problems} />
      {busy && (
        <Progress {...(mayWrite ? { onStop: () => stop.mutateAsync({ params: { id: scan.id } }).catch(() => undefined) } : {})}>
          {scan.state === 'running' ? t.running(scan.findings.length) : t.states[scan.state]}
        </Progress>
      )}
      {(scan.state === 'stopped' || scan.state === 'interrupted') && <p>{t.partial}</p>}
      {scan.fault !== null && <p role="alert">{t.failedText(scan.fault)}</p>}
      {used.length > 0 && (
        <div className={css['columns']}>
          <Card>
            <Picture
              company={org.name}
              findings={[...used, ...hints.filter(({ decision }) => decision !== 'rejected')]}
              chosen={chosen}
              onChoose={setChosen}
            />
          </Card>
          <Card
            title={t.list}
            aside={
              mayWrite &&
              !busy &&
              open.length > 0 && (
                <Button
                  small
                  kind="main"
                  onClick={() =>
                    decide(
                      open.map(({ key }) => key),
                      'confirmed',
                    )
                  }
                >
                  {t.confirmAll(open.length)}
                </Button>
              )
            }
          >
            <ul className={css['list']}>
              {used.map(row)}
              {wrong.map(row)}
            </ul>
          </Card>
        </div>
      )}
      {hints.length > 0 && (
        <Card title={t.hints}>
          <p className="small muted">{t.hintsText}</p>
          <ul className={css['list']}>{hints.map(row)}</ul>
        </Card>
      )}
      <Since scan={scan} />
      <Facts scan={scan} />
      {!busy && scan.findings.length > 0 && <After scan={scan} />}
      {!busy && <Monthly scan={scan} />}
    </Page>
  );
}
