import { useEffect, useState } from 'react';
import { addMyDevice, readMyDevices, removeMyDevice, testMyDevice } from '../../act/alerting/push/push.contract.ts';
import { de, en } from '../../act/alerting/push/push.texts.ts';
import type { Called } from '../call.ts';
import { useTexts } from '../language.tsx';
import { Button, LinkButton } from '../parts/button.tsx';
import { Card } from '../parts/card.tsx';
import { ConfirmButton } from '../parts/confirm.tsx';
import { FaultNote, Loaded } from '../parts/fault.tsx';
import { useToast } from '../parts/toast.tsx';
import { useHref, useMay, usePlace } from '../place.ts';
import { useAction, useQueryOf } from '../query.ts';
import { DeviceList, DeviceRow } from './devicerow.tsx';
import { placeHere, register } from './register.ts';

type Mine = Called<typeof readMyDevices>;

function OwnDevice({ device, here }: { readonly device: Mine['devices'][number]; readonly here: boolean }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const params = { id: device.id };
  const test = useAction(testMyDevice, { onDone: () => toast({ text: t.tested(device.name) }) });
  const remove = useAction(removeMyDevice, { onDone: () => toast({ text: t.removed(device.name) }) });
  const named = (word: string) => (
    <>
      {word}
      <span className="visually-hidden"> {device.name}</span>
    </>
  );
  return (
    <DeviceRow device={device} here={here}>
      <Button small onClick={() => test.mutate({ params })}>
        {named(t.test)}
      </Button>
      <ConfirmButton
        small
        label={named(t.remove)}
        title={t.removeTitle(device.name)}
        confirm={t.remove}
        onConfirm={() => remove.mutateAsync({ params })}
      >
        {t.removeText}
      </ConfirmButton>
      <FaultNote error={test.error} />
    </DeviceRow>
  );
}

/** The button that registers the very device on which it is pressed, and why that did not work. */
function Register({ of: { key }, onDone }: { readonly of: Mine; readonly onDone: () => void }) {
  const t = useTexts({ de, en });
  const { me } = usePlace();
  const toast = useToast();
  const [trouble, setTrouble] = useState<'unable' | 'denied' | 'failed' | undefined>();
  const add = useAction(addMyDevice, {
    onDone: ({ name }) => {
      toast({ text: t.registered(name) });
      onDone();
    },
  });
  const press = async () => {
    const outcome = await register(key);
    setTrouble(outcome.kind === 'done' ? undefined : outcome.kind);
    const mobile = /Mobi|Android|iPhone|iPad/.test(navigator.userAgent);
    if (outcome.kind === 'done') add.mutate({ body: { name: t.device(me.name, mobile), ...outcome.told } });
  };
  return (
    <>
      <div className="row">
        <Button kind="main" disabled={add.isPending} onClick={press}>
          {t.register}
        </Button>
      </div>
      {trouble !== undefined && <p role="alert">{t[trouble]}</p>}
      <FaultNote error={add.error} problems={t.problems} />
    </>
  );
}

function NotSetUp() {
  const t = useTexts({ de, en });
  const href = useHref();
  const may = useMay('settings.read');
  return (
    <>
      <p className="muted">{t.notSetUp}</p>
      {may && (
        <div className="row">
          <LinkButton href={href('settings/channels')}>{t.channels}</LinkButton>
        </div>
      )}
    </>
  );
}

function NoContact() {
  const t = useTexts({ de, en });
  const href = useHref();
  const { me } = usePlace();
  const may = useMay('prepare.write');
  return (
    <>
      <p>{t.noContact(me.email)}</p>
      {may && (
        <div className="row">
          <LinkButton href={href('prepare/contacts')}>{t.contacts}</LinkButton>
        </div>
      )}
    </>
  );
}

/** One's own devices that ring in an alert: register the one in hand, test, remove. */
export function MyDevicesCard() {
  const t = useTexts({ de, en });
  const query = useQueryOf(readMyDevices, undefined, { topics: ['push-device', 'delivery', 'channel', 'contact'] });
  const [here, setHere] = useState<string | undefined>();
  const look = () => void placeHere().then(setHere);
  useEffect(look, []);
  return (
    <Card title={t.title}>
      <Loaded query={query}>
        {(mine) => (
          <div className="stack">
            <p className="muted">{t.what}</p>
            {mine.devices.length > 0 && (
              <DeviceList>
                {mine.devices.map((device) => (
                  <OwnDevice key={device.id} device={device} here={device.place === here} />
                ))}
              </DeviceList>
            )}
            {mine.ready && mine.contact === null && <NoContact />}
            {mine.ready && mine.devices.length === 0 && <p>{t.none}</p>}
            {!mine.ready && <NotSetUp />}
            {mine.ready && !mine.devices.some(({ place }) => place === here) && <Register of={mine} onDone={look} />}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
