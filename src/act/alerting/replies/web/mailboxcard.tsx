import { useState } from 'react';
import { useLanguage, useTexts } from '../../../../web/language.tsx';
import { Button } from '../../../../web/parts/button.tsx';
import { Card } from '../../../../web/parts/card.tsx';
import { Chip } from '../../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../../web/parts/confirm.tsx';
import { Dialog } from '../../../../web/parts/dialog.tsx';
import { Loaded } from '../../../../web/parts/fault.tsx';
import { Form } from '../../../../web/parts/form.tsx';
import { SchemaNode } from '../../../../web/parts/schema.ts';
import { SchemaForm, type Settings } from '../../../../web/parts/schemaform.tsx';
import { useToast } from '../../../../web/parts/toast.tsx';
import { useFaults } from '../../../../web/parts/usefaults.ts';
import { useMay } from '../../../../web/place.ts';
import { useAction, useQueryOf } from '../../../../web/query.ts';
import { useWords } from '../../../../web/words.ts';
import * as german from '../../faults.texts.ts';
import { type MailboxView, putReplyMailbox, readReplyMailbox, removeReplyMailbox } from '../replies.contract.ts';
import { de, en } from '../replies.texts.ts';
import css from './replies.module.css';

type DialogProps = { readonly mailbox: MailboxView | null; readonly schema: Settings; readonly onClose: () => void };

function MailboxDialog({ mailbox, schema, onClose }: DialogProps) {
  const { mailbox: t, problems } = useTexts({ de, en });
  const toast = useToast();
  const [settings, setSettings] = useState<Settings>(mailbox?.settings ?? {});
  const put = useAction(putReplyMailbox, {
    onDone: () => {
      toast({ text: t.saved });
      onClose();
    },
  });
  const error = useFaults(put.error, german);
  return (
    <Dialog open onClose={onClose} wide title={t.title}>
      <Form onSubmit={() => put.mutate({ body: { settings } })} submit={t.save} busy={put.isPending} error={error} problems={problems}>
        <SchemaForm
          schema={SchemaNode.parse(schema)}
          value={settings}
          onChange={setSettings}
          pointer="/settings"
          error={error}
          kept={mailbox?.secretsSet ?? []}
        />
      </Form>
    </Dialog>
  );
}

function Standing({ mailbox: { settings, lookedAt, trouble } }: { readonly mailbox: MailboxView }) {
  const { mailbox: t } = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const address = typeof settings['address'] === 'string' ? settings['address'] : '';
  return (
    <div className={css['text']}>
      <strong>{address}</strong>{' '}
      {trouble !== null ? (
        <Chip tone="down">{t.trouble}</Chip>
      ) : lookedAt === null ? (
        <Chip tone="unknown">{t.waiting}</Chip>
      ) : (
        <Chip tone="ok">{t.reads}</Chip>
      )}
      <div className="muted small">
        {trouble !== null
          ? `${t.since(w.moment(trouble.since))} ${trouble.reason[language]}`
          : lookedAt !== null && t.lookedAt(w.ago(lookedAt))}
      </div>
    </div>
  );
}

/** The mailbox that answers to alert mails come to. */
export function MailboxCard() {
  const { mailbox: t } = useTexts({ de, en });
  const toast = useToast();
  const mayWrite = useMay('settings.write');
  const [open, setOpen] = useState(false);
  const query = useQueryOf(readReplyMailbox, undefined, { topics: ['mailbox'] });
  const remove = useAction(removeReplyMailbox, { onDone: () => toast({ text: t.removed }) });
  return (
    <Card title={t.title} tone={query.data?.mailbox?.trouble ? 'down' : 'plain'}>
      <Loaded query={query}>
        {({ mailbox, schema }) => (
          <div className="stack">
            {mailbox === null ? <p>{t.none}</p> : <Standing mailbox={mailbox} />}
            <p className="muted small">{t.attack}</p>
            {mayWrite && (
              <div className="row no-print">
                <Button small onClick={() => setOpen(true)}>
                  {mailbox === null ? t.setUp : t.change}
                </Button>
                {mailbox !== null && (
                  <ConfirmButton small label={t.remove} title={t.removeTitle} confirm={t.remove} onConfirm={() => remove.mutateAsync({})}>
                    {t.removeText}
                  </ConfirmButton>
                )}
              </div>
            )}
            {open && <MailboxDialog mailbox={mailbox} schema={schema} onClose={() => setOpen(false)} />}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
