import { useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { StateMark } from '../../../web/parts/chip.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { de, en } from '../alerting.texts.ts';
import { type ChannelView, readTest, type TestView, testChannel } from '../channels.contract.ts';
import css from './channels.module.css';

function Progress({ message }: { readonly message: TestView }) {
  const { channels: t } = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  if (message.acknowledgedAt !== null)
    return (
      <span>
        <StateMark state="ok" /> {t.testAcknowledged(w.time(message.acknowledgedAt, true))}
      </span>
    );
  if (message.handedOverAt !== null)
    return (
      <span>
        <StateMark state="unknown" /> {t.testHandedOver(w.time(message.handedOverAt, true))}
      </span>
    );
  if (message.reason === null) return <span className="muted">{message.state === 'queued' ? t.testWaits : t.testFailed}</span>;
  return (
    <span className={css['reason']}>
      <StateMark state="down" /> {message.reason[language]} {message.state === 'queued' && t.testRetries}
    </span>
  );
}

function Result({ alertId }: { readonly alertId: string }) {
  const query = useQueryOf(readTest, { params: { id: alertId } }, { topics: ['delivery', 'alert'], every: 2000 });
  return (
    <output className={css['result']}>
      {query.data?.messages.map((message) => (
        <Progress key={`${message.channel} ${message.address}`} message={message} />
      ))}
    </output>
  );
}

/** Sends a test message by one channel and shows how it goes: taken, acknowledged, or why not. */
export function ChannelTest({ channel, reaches }: { readonly channel: ChannelView; readonly reaches: string }) {
  const { channels: t, problems } = useTexts({ de, en });
  const { language } = useLanguage();
  const { me } = usePlace();
  const [open, setOpen] = useState(false);
  const { room, url } = channel.settings;
  const own = [room, url].find((value) => typeof value === 'string');
  const number = reaches === 'sms' || reaches === 'phone';
  const [address, setAddress] = useState(reaches === 'email' ? me.email : typeof own === 'string' && !number ? own : '');
  const send = useAction(testChannel);
  const help = t.testAddressHelp[reaches];
  const close = () => {
    setOpen(false);
    send.reset();
  };
  return (
    <>
      <Button small onClick={() => setOpen(true)}>
        {t.test}
        <span className="visually-hidden"> {channel.name}</span>
      </Button>
      <Dialog open={open} onClose={close} title={t.testTitle(channel.name)}>
        <Form
          submit={t.sendTest}
          busy={send.isPending}
          error={send.error}
          problems={problems}
          onSubmit={() => send.mutate({ params: { id: channel.id }, body: { address, language } })}
        >
          <TextField
            label={room === undefined ? (t.testAddress[reaches] ?? channel.kind) : t.testRoom}
            {...(help === undefined ? {} : { help })}
            type={reaches === 'email' ? 'email' : number ? 'tel' : room === undefined ? 'url' : 'text'}
            value={address}
            onChange={setAddress}
            required
          />
        </Form>
        {send.data && <Result key={send.data.alertId} alertId={send.data.alertId} />}
      </Dialog>
    </>
  );
}
