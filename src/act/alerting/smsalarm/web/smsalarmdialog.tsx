import { useState } from 'react';
import { displayPhone } from '../../../../prepare/contacts/phone.ts';
import { listPlans } from '../../../../prepare/plans/plans.contract.ts';
import { faultAt } from '../../../../web/call.ts';
import { useTexts } from '../../../../web/language.tsx';
import { Dialog } from '../../../../web/parts/dialog.tsx';
import { CheckField, PasswordField, SelectField, TextField } from '../../../../web/parts/field.tsx';
import { Form } from '../../../../web/parts/form.tsx';
import { useToast } from '../../../../web/parts/toast.tsx';
import { useFaults } from '../../../../web/parts/usefaults.ts';
import { useMay } from '../../../../web/place.ts';
import { useAction, useQueryOf } from '../../../../web/query.ts';
import * as german from '../../faults.texts.ts';
import { putSmsAlarm, type SmsAlarmView } from '../smsalarm.contract.ts';
import { de, en } from '../smsalarm.texts.ts';
import type { AlarmWord } from '../smsalarm.ts';
import { Rows } from './rows.tsx';

const NO_PLAN = 'none';
type WordProps = { readonly word: AlarmWord; readonly n: number; readonly change: (word: AlarmWord) => void; readonly error: unknown };

function PlanField({ word, n, change }: Omit<WordProps, 'error'>) {
  const t = useTexts({ de, en });
  const plans = useQueryOf(listPlans);
  const choices = (plans.data?.plans ?? []).map(({ id, title }) => ({ value: id, label: title }));
  return (
    <SelectField
      label={t.plan(n + 1)}
      value={word.planId ?? NO_PLAN}
      choices={[{ value: NO_PLAN, label: t.fitting }, ...choices]}
      onChange={(planId) => change({ ...word, planId: planId === NO_PLAN ? null : planId })}
    />
  );
}

function WordFields({ word, n, change, error }: WordProps) {
  const t = useTexts({ de, en });
  const mayReadPlans = useMay('prepare.read');
  return (
    <>
      <TextField
        label={t.word(n + 1)}
        value={word.word}
        onChange={(text) => change({ ...word, word: text })}
        error={faultAt(error, `/words/${n}/word`)}
        required
      />
      <TextField
        label={t.wordTitle(n + 1)}
        value={word.title}
        onChange={(title) => change({ ...word, title })}
        error={faultAt(error, `/words/${n}/title`)}
        required
      />
      <SelectField
        label={t.mode(n + 1)}
        value={word.mode}
        choices={(['actual', 'exercise'] as const).map((mode) => ({ value: mode, label: t.modes[mode] }))}
        onChange={(mode) => change({ ...word, mode })}
      />
      {mayReadPlans && <PlanField word={word} n={n} change={change} />}
    </>
  );
}

/** Who may open an incident by text message, with which PIN and which words. */
export function SmsAlarmDialog({ view, onClose }: { readonly view: SmsAlarmView; readonly onClose: () => void }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const [isOn, setOn] = useState(view.on);
  const [pin, setPin] = useState('');
  const [senders, setSenders] = useState<SmsAlarmView['senders']>(
    view.senders.map(({ name, number }) => ({ name, number: displayPhone(number) })),
  );
  const [words, setWords] = useState(view.words);
  const put = useAction(putSmsAlarm, {
    onDone: () => {
      toast({ text: t.saved });
      onClose();
    },
  });
  const error = useFaults(put.error, german);
  const body = { on: isOn, senders: [...senders], words: [...words], ...(pin === '' ? {} : { pin }) };
  return (
    <Dialog open onClose={onClose} wide title={t.title}>
      <Form onSubmit={() => put.mutate({ body })} submit={t.save} busy={put.isPending} error={error} problems={t.problems}>
        <CheckField label={t.switch} value={isOn} onChange={setOn} />
        <PasswordField
          label={t.pin}
          help={`${t.pinHelp} ${view.pinSet ? t.pinKept : ''}`}
          value={pin}
          onChange={setPin}
          autoComplete="off"
          error={faultAt(error, '/pin')}
          required={isOn && !view.pinSet}
        />
        <Rows
          legend={t.senders}
          help={t.sendersHelp}
          rows={senders}
          onChange={(rows) => setSenders([...rows])}
          blank={{ name: '', number: '' }}
          add={t.addSender}
          least={0}
          most={50}
        >
          {(sender, n, change) => (
            <>
              <TextField
                label={t.senderName(n + 1)}
                value={sender.name}
                onChange={(name) => change({ ...sender, name })}
                error={faultAt(error, `/senders/${n}/name`)}
                required
              />
              <TextField
                type="tel"
                label={t.senderNumber(n + 1)}
                value={sender.number}
                onChange={(number) => change({ ...sender, number })}
                error={faultAt(error, `/senders/${n}/number`)}
                placeholder="+49 151 55501990"
                required
              />
            </>
          )}
        </Rows>
        <Rows
          legend={t.words}
          help={t.wordsHelp}
          rows={words}
          onChange={(rows) => setWords([...rows])}
          blank={{ word: '', title: '', mode: 'actual' as const, planId: null }}
          add={t.addWord}
          least={1}
          most={20}
        >
          {(word, n, change) => <WordFields word={word} n={n} change={change} error={error} />}
        </Rows>
      </Form>
    </Dialog>
  );
}
