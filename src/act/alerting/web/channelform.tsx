import { useState } from 'react';
import { faultAt } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { SchemaNode } from '../../../web/parts/schema.ts';
import { SchemaForm, type Settings } from '../../../web/parts/schemaform.tsx';
import { Secret } from '../../../web/parts/secret.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useFaults } from '../../../web/parts/usefaults.ts';
import { usePlace } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { de, en } from '../alerting.texts.ts';
import { addChannel, type ChannelKind, type ChannelView, changeChannel } from '../channels.contract.ts';
import * as german from '../faults.texts.ts';

/** A new secret of Standard Webhooks: 32 random bytes. */
const newWebhookSecret = (): string => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;

/** What a device has said of itself when it was registered is no field to fill in. */
const DEVICE_FIELDS = ['url', 'p256dh', 'auth', 'vapid'] as const;

/** The form without fields that are filled in another way. */
function withoutFields(schema: SchemaNode, names: readonly string[]): SchemaNode {
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => !names.includes(name)));
  return { ...schema, properties, required: (schema.required ?? []).filter((name) => !names.includes(name)) };
}

/** A key for the address of a page: 32 random bytes. */
const newToken = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

type ChannelDialogProps = {
  readonly kind: ChannelKind;
  /** The channel to change; without it a new one is made. */
  readonly channel?: ChannelView;
  readonly onClose: () => void;
};

/** Sets up or changes a channel; the form is drawn from the schema of its kind. */
export function ChannelDialog({ kind, channel, onClose }: ChannelDialogProps) {
  const { channels: t, problems } = useTexts({ de, en });
  const { language } = useLanguage();
  const { me } = usePlace();
  const toast = useToast();
  const [name, setName] = useState(channel?.name ?? kind.label[language]);
  const [settings, setSettings] = useState<Settings>(channel?.settings ?? (kind.kind === 'push' ? { contact: me.email } : {}));
  const [made, setMade] = useState<string | undefined>();
  const done = () => {
    toast({ text: t.saved(name) });
    onClose();
  };
  const add = useAction(addChannel, { onDone: done });
  const change = useAction(changeChannel, { onDone: done });
  const whole = SchemaNode.parse(kind.schema);
  const schema = kind.kind === 'webpush' ? withoutFields(whole, DEVICE_FIELDS) : whole;
  const error = useFaults(add.error ?? change.error, german);
  const save = () =>
    channel
      ? change.mutate({ params: { id: channel.id }, body: { name, settings } })
      : add.mutate({ body: { kind: kind.kind, name, settings } });
  return (
    <Dialog open onClose={onClose} wide title={channel ? t.changeTitle(channel.name) : t.setUp(kind.label[language])}>
      <p className="muted">
        {kind.hint[language]} {kind.withoutInternet.sentence[language]} {kind.withoutCloud.sentence[language]}{' '}
        {kind.shares.sentence[language]}
      </p>
      <Form onSubmit={save} submit={t.save} busy={add.isPending || change.isPending} error={error} problems={problems}>
        <TextField label={t.name} help={t.nameHelp} value={name} onChange={setName} error={faultAt(error, '/name')} required />
        <SchemaForm
          schema={schema}
          value={settings}
          onChange={setSettings}
          pointer="/settings"
          error={error}
          kept={channel?.secretsSet ?? []}
        />
        {kind.kind === 'screen' && (
          <div className="stack">
            <div className="row">
              <Button
                small
                onClick={() => {
                  const token = newToken();
                  setMade(`${location.origin}/w/${token}`);
                  setSettings({ ...settings, token });
                }}
              >
                {t.makeAddress}
              </Button>
            </div>
            {made !== undefined && (
              <>
                <p>{t.addressMade}</p>
                <Secret value={made} label={t.makeAddress} />
              </>
            )}
          </div>
        )}
        {kind.kind === 'webhook' && (
          <div className="stack">
            <div className="row">
              <Button
                small
                onClick={() => {
                  const secret = newWebhookSecret();
                  setMade(secret);
                  setSettings({ ...settings, secret });
                }}
              >
                {t.makeSecret}
              </Button>
            </div>
            {made !== undefined && (
              <>
                <p>{t.secretMade}</p>
                <Secret value={made} label={t.makeSecret} />
              </>
            )}
          </div>
        )}
      </Form>
    </Dialog>
  );
}
