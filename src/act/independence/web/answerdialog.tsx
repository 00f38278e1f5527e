import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { Picks } from '../../../web/parts/picks.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import { answerLifeline, forgetLifelineAnswer, type IndependenceView, type LifelineView } from '../independence.contract.ts';
import { de, en } from '../independence.texts.ts';
import { nameOf, topicOf } from '../told.ts';
import css from './independence.module.css';

type AnswerDialogProps = { readonly way: LifelineView; readonly nodes: IndependenceView['nodes']; readonly onClose: () => void };
type Choice = 'nothing' | 'on' | 'absent';

const choiceOf = ({ rests }: LifelineView): Choice | null =>
  rests.kind === 'unknown' ? null : rests.kind === 'absent' ? 'absent' : rests.nodes.length === 0 ? 'nothing' : 'on';

/** Asks what a way rests on: nothing of the inventory, some of it, or that there is none. */
export function AnswerDialog({ way, nodes, onClose }: AnswerDialogProps) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const topic = topicOf(way);
  const [choice, setChoice] = useState<Choice | null>(choiceOf(way));
  const [picked, setPicked] = useState<readonly string[]>(way.rests.kind === 'on' ? way.rests.nodes : []);
  const [tried, setTried] = useState(false);
  const done = (text: string) => {
    toast({ text });
    onClose();
  };
  const say = useAction(answerLifeline, { onDone: () => done(t.saved) });
  const forget = useAction(forgetLifelineAnswer, { onDone: () => done(t.forgotten) });
  const params = { key: way.key };
  const missing = choice === 'on' && picked.length === 0;
  const save = () => {
    setTried(true);
    if (choice === null || missing) return;
    say.mutate({ params, body: choice === 'absent' ? { kind: 'absent' } : { kind: 'on', nodes: choice === 'on' ? [...picked] : [] } });
  };
  const choices: readonly (readonly [Choice, string])[] = [
    ['nothing', t.nothing[topic]],
    ['on', t.on],
    ...(topic === 'site' || topic === 'status' ? [['absent', t.absent] as const] : []),
  ];
  return (
    <Dialog open onClose={onClose} title={nameOf(way, t)}>
      <Form
        onSubmit={save}
        submit={t.save}
        busy={say.isPending}
        error={say.error ?? forget.error}
        problems={t.problems}
        aside={
          way.origin.kind === 'said' && (
            <Button kind="plain" onClick={() => forget.mutateAsync({ params })}>
              {t.forget}
            </Button>
          )
        }
      >
        <fieldset className={css['choices']}>
          <legend>{t.ask[topic]}</legend>
          {choices.map(([value, label]) => (
            <label key={value}>
              <input type="radio" name="rests" required checked={choice === value} onChange={() => setChoice(value)} />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
        {choice === 'on' && (
          <Picks
            label={t.nodes}
            help={t.nodesHelp}
            items={nodes.map(({ key, name }) => ({ key, name }))}
            value={picked}
            onChange={setPicked}
            none={t.noNodes}
            search={t.search}
          />
        )}
        {tried && missing && (
          <p role="alert" className={css['missing']}>
            {t.nodesMissing}
          </p>
        )}
      </Form>
    </Dialog>
  );
}
