import { useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { SwitchField } from '../../../web/parts/field.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { de, en } from '../alerting.texts.ts';
import { type ChannelKind, type ChannelView, listChannelKinds, listChannels, removeChannel } from '../channels.contract.ts';
import { putAlertingSettings, readAlertingSettings } from '../escalation/escalation.contract.ts';
import { AddChannel } from './addchannel.tsx';
import { ChannelDialog } from './channelform.tsx';
import css from './channels.module.css';
import { ChannelTest } from './channeltest.tsx';
import { Devices } from './devices.tsx';
import { Marks } from './marks.tsx';

/** What tells the channel from others of its kind: the server, the folder, the address. */
const placeOf = ({ settings }: ChannelView): string =>
  [settings['host'], settings['outbox'], settings['outgoing'], settings['room'], settings['url']]
    .filter((value) => typeof value === 'string')
    .join(' ');

/** In an attack this way carries no facts, unless somebody allows it. */
function InAttack({ channel }: { readonly channel: ChannelView }) {
  const { channels: t } = useTexts({ de, en });
  const mayWrite = useMay('settings.write');
  const settings = useQueryOf(readAlertingSettings, undefined, { topics: ['escalation'] });
  const put = useAction(putAlertingSettings);
  const open = settings.data?.openInAttack ?? [];
  if (!settings.data) return null;
  return (
    <>
      <SwitchField
        label={t.openInAttack}
        help={t.openInAttackHelp}
        disabled={!mayWrite}
        value={open.includes(channel.id)}
        onChange={(on) => put.mutate({ body: { openInAttack: on ? [...open, channel.id] : open.filter((id) => id !== channel.id) } })}
      />
      <FaultNote error={put.error} />
    </>
  );
}

function OneChannel({ channel, kind }: { readonly channel: ChannelView; readonly kind: ChannelKind | undefined }) {
  const { channels: t } = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const toast = useToast();
  const mayWrite = useMay('settings.write');
  const [changing, setChanging] = useState(false);
  const remove = useAction(removeChannel, { onDone: () => toast({ text: t.removed(channel.name) }) });
  const { trouble } = channel;
  const label = kind?.label[language] ?? channel.kind;
  const place = placeOf(channel);
  return (
    <Card title={channel.name} tone={trouble ? 'down' : 'plain'}>
      <div className="stack">
        {(label !== channel.name || place !== '') && (
          <p>
            {label} <span className={`muted ${css['place']}`}>{place}</span>
          </p>
        )}
        {kind && <Marks kind={kind} />}
        {kind && (
          <p className="muted small">
            {kind.withoutInternet.sentence[language]} {kind.withoutCloud.sentence[language]} {kind.shares.sentence[language]}{' '}
            {kind.watched[language]}
          </p>
        )}
        {kind && !kind.offered && <p>{kind.hint[language]}</p>}
        {trouble && (
          <p className={css['reason']}>
            <strong>{t.troubleSince(w.moment(trouble.since))}.</strong> {trouble.reason[language]}
          </p>
        )}
        {kind && kind.shares.answer !== 'nothing' && <InAttack channel={channel} />}
        {channel.kind === 'push' && <Devices />}
        {mayWrite && kind && (
          <div className="row no-print">
            {kind.kind !== 'push' && <ChannelTest channel={channel} reaches={kind.reaches} />}
            <Button small onClick={() => setChanging(true)}>
              {t.change}
              <span className="visually-hidden"> {channel.name}</span>
            </Button>
            <ConfirmButton
              small
              label={
                <>
                  {t.remove}
                  <span className="visually-hidden"> {channel.name}</span>
                </>
              }
              title={t.removeTitle(channel.name)}
              confirm={t.remove}
              onConfirm={() => remove.mutateAsync({ params: { id: channel.id } })}
            >
              {t.removeText}
            </ConfirmButton>
          </div>
        )}
      </div>
      {changing && kind && <ChannelDialog kind={kind} channel={channel} onClose={() => setChanging(false)} />}
    </Card>
  );
}

/** The ways by which alerts leave the house: set up, try out, see trouble. */
export default function ChannelsPage() {
  const { channels: t } = useTexts({ de, en });
  const mayWrite = useMay('settings.write');
  const channels = useQueryOf(listChannels, undefined, { topics: ['channel'] });
  const kinds = useQueryOf(listChannelKinds);
  const all = channels.data?.channels ?? [];
  const known = kinds.data?.kinds ?? [];
  const stuck = all.find((one) => one.trouble !== null);
  // A screen reaches whoever stands before it: that does not close the gap.
  const reaching = known.filter(({ kind, withoutInternet }) => kind !== 'screen' && withoutInternet.answer === 'yes');
  const offline = all.find((one) => reaching.some(({ kind }) => kind === one.kind));
  const headline = () => {
    if (!channels.data) return t.title;
    if (stuck) return t.headlineTrouble(stuck.name);
    return all.length === 0 ? t.headlineNone : t.headline(all.length);
  };
  return (
    <Page
      title={t.title}
      headline={headline()}
      sub={
        <>
          {all.length > 0 && kinds.data && <>{offline ? t.offlineYes(offline.name) : t.offlineNone} </>}
          {t.sub}
        </>
      }
      actions={mayWrite && all.length > 0 && kinds.data ? <AddChannel kinds={known} /> : undefined}
    >
      <Loaded query={channels}>
        {(data) =>
          data.channels.length === 0 ? (
            <Empty title={t.emptyTitle} action={mayWrite && kinds.data ? <AddChannel kinds={known} /> : undefined}>
              {t.emptyText}
            </Empty>
          ) : (
            <div className="columns">
              {data.channels.map((channel) => (
                <OneChannel key={channel.id} channel={channel} kind={known.find(({ kind }) => kind === channel.kind)} />
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
