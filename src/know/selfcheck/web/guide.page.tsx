import { useMemo, useState } from 'react';
import { Link, useSearch, useSearchParams } from 'wouter';
import type { AnswerOf } from '../../../kernel/contract.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { NextQuestions } from '../../../web/welcome/nextquestions.tsx';
import { useNow } from '../../../web/words.ts';
import { modelFrom } from '../../inventory/checked.ts';
import { originsOf } from '../../simulation/otherwise.ts';
import { type Answers, saidIn, unknownIn } from '../answers.ts';
import type { Branch } from '../branch.ts';
import { sentencesOf } from '../firstanswer.texts.ts';
import { de, en } from '../guide.texts.ts';
import { nextMonday } from '../morning.ts';
import { proposed } from '../proposal.ts';
import { readBranch, readGuide } from '../selfcheck.contract.ts';
import { AnswerPanel } from './answerpanel.tsx';
import { EmergencyStep } from './emergencystep.tsx';
import { FirmStep } from './firmstep.tsx';
import css from './guide.module.css';
import { Ownership } from './ownership.tsx';
import { ProcessStep } from './processstep.tsx';
import { ProvidersStep } from './providersstep.tsx';
import { ResultStep } from './resultstep.tsx';
import { HoldingStep, StandInStep, SystemsStep } from './systemsteps.tsx';
import { useFirstAnswer } from './usefirstanswer.ts';
import { useGuide } from './useguide.ts';

const STEPS = ['firm', 'processes', 'systems', 'providers', 'holding', 'standins', 'emergency', 'ownership', 'result'] as const;
type Step = (typeof STEPS)[number];

/** The model that follows from the answers, as long as there is something to compute. */
function useProposal(branch: Branch | undefined, answers: Answers) {
  const { org } = usePlace();
  const { language } = useLanguage();
  const [start] = useState(() => Date.now());
  return useMemo(() => {
    const employees = answers.employees ?? 1;
    const context = { company: { name: org.name, employees, hourlyRate: 0 }, zone: org.zone, language, at: start };
    const made = branch ? proposed(branch, answers, context) : undefined;
    const read = made && made.inventory.nodes.length > 0 ? modelFrom(made.inventory) : undefined;
    return { made, model: read?.ok ? read.value : undefined, origins: originsOf(made?.inventory ?? { nodes: [] }) };
  }, [branch, answers, org.name, org.zone, language, start]);
}

function Guided({ stored }: { readonly stored: AnswerOf<typeof readGuide> }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const { org } = usePlace();
  const href = useHref();
  const disabled = !useMay('know.write');
  const search = useSearch();
  const [, setSearch] = useSearchParams();
  const wanted = new URLSearchParams(search).get('step');
  const step: Step = STEPS.find((one) => one === wanted) ?? 'firm';
  const guide = useGuide(stored);
  const { answers } = guide;
  const query = useQueryOf(readBranch, { params: { id: answers.branch ?? '' } }, { enabled: answers.branch !== null, keep: true });
  const branch = answers.branch !== null && query.data?.id === answers.branch ? query.data : undefined;
  const { made, model, origins } = useProposal(branch, answers);
  const hour = Math.floor(useNow() / 3_600_000);
  const at = useMemo(() => nextMonday(hour * 3_600_000, org.zone), [hour, org.zone]);
  const told = useFirstAnswer(model, origins, at);
  const inventory = made?.inventory;

  const names = new Map(inventory?.nodes.map(({ key, name }) => [key, name]));
  const worst = told && 'answers' in told ? told.answers.find(({ node, process: hit }) => names.has(node) && names.has(hit)) : undefined;
  const parts = new Map(
    [...(made?.keys ?? [])].flatMap(([part, key]) => (part.startsWith('asset:') ? [[key, part.slice('asset:'.length)]] : [])),
  );
  const order = told && 'answers' in told ? told.answers.flatMap(({ node }) => parts.get(node) ?? []) : [];

  const n = STEPS.indexOf(step);
  const go = (to: Step | undefined) => {
    if (to === undefined) return;
    setSearch({ step: to });
    window.scrollTo({ top: 0 });
  };
  const ready = branch !== undefined && Object.keys(answers.processes).length > 0;
  const props = branch && { guide, branch, disabled, order };
  const contents = () => {
    if (step === 'firm') return <FirmStep guide={guide} disabled={disabled} />;
    if (step === 'emergency') return <EmergencyStep guide={guide} disabled={disabled} />;
    if (step === 'ownership') return <Ownership />;
    if (step === 'processes' && branch) return <ProcessStep guide={guide} branch={branch} disabled={disabled} />;
    // Steps that sort by cost wait for the first computation.
    if (!ready || !props || !inventory)
      return (
        <Card title={t.step[step]}>
          <p>{t.first}</p>
          <LinkButton kind="main" href={`${href('know/first-answer')}?step=${branch ? 'processes' : 'firm'}`}>
            {t.toFirst}
          </LinkButton>
        </Card>
      );
    if (step === 'result')
      return (
        <div className="stack">
          <ResultStep guide={guide} inventory={inventory} disabled={disabled} appliedAt={stored.appliedAt} />
          {stored.appliedAt !== null && <NextQuestions />}
        </div>
      );
    if (!told)
      return (
        <Card title={t.step[step]}>
          <p className="muted">{t.working}</p>
        </Card>
      );
    switch (step) {
      case 'processes':
        return null;
      case 'systems':
        return <SystemsStep {...props} />;
      case 'providers':
        return <ProvidersStep {...props} />;
      case 'holding':
        return <HoldingStep {...props} />;
      case 'standins':
        return <StandInStep {...props} />;
      default:
        return step satisfies never;
    }
  };
  return (
    <Page
      title={t.title}
      headline={worst ? sentencesOf(worst, (key) => names.get(key) ?? key, language)[0] : t.begin}
      sub={worst ? t.sub(saidIn(answers)) : t.beginSub}
    >
      <nav aria-label={t.steps}>
        <ol className={css['steps']}>
          {STEPS.map((one, at) => (
            <li key={one}>
              <Link href={`${href('know/first-answer')}?step=${one}`} aria-current={one === step ? 'step' : undefined}>
                {at + 1}. {t.step[one]}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      {disabled && <p className="muted">{t.readOnly}</p>}
      <div className={css['guide']}>
        <div>
          {contents()}
          <div className={css['foot']}>
            {n > 0 && <Button onClick={() => go(STEPS[n - 1])}>{t.back}</Button>}
            {n < STEPS.length - 1 && (
              <Button kind="main" onClick={() => go(STEPS[n + 1])}>
                {t.next}
              </Button>
            )}
            {guide.undo && !disabled && (
              <Button kind="plain" onClick={guide.undo}>
                {t.undo}
              </Button>
            )}
            <span className={css['grow']} />
            {!disabled && <output className="small muted">{t.saving[guide.saving.kind]}</output>}
            {guide.saving.kind === 'failed' && <Button onClick={guide.retry}>{t.retry}</Button>}
          </div>
          <FaultNote error={guide.saving.kind === 'failed' ? guide.saving.error : undefined} problems={t.problems} />
        </div>
        <div className={css['aside']}>
          {inventory ? <AnswerPanel told={told} inventory={inventory} open={unknownIn(answers)} /> : <Waiting />}
        </div>
      </div>
    </Page>
  );
}

function Waiting() {
  const t = useTexts({ de, en });
  return (
    <Card title={t.answer}>
      <p className="muted">{t.answerWaits}</p>
    </Card>
  );
}

/** From a few questions to a model of the firm: the first answer after ten inputs, better with each further one. */
export default function GuidePage() {
  const query = useQueryOf(readGuide);
  return <Loaded query={query}>{(stored) => <Guided stored={stored} />}</Loaded>;
}
