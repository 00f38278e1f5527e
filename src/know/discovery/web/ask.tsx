import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { CheckField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { putScanSettings, readScanSettings, type ScanSettings, startScan } from '../discovery.contract.ts';
import css from './scan.module.css';
import { de, en } from './scan.texts.ts';

/** Domain in, scan out. */
export function Ask({ onStarted }: { readonly onStarted: (id: string) => void }) {
  const t = useTexts({ de, en });
  const [domain, setDomain] = useState('');
  const start = useAction(startScan, { onDone: ({ id }) => onStarted(id) });
  return (
    <Card>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (domain.trim() !== '' && !start.isPending) start.mutate({ body: { domain } });
        }}
      >
        <div className={css['ask']}>
          <div>
            <TextField label={t.domain} help={t.domainHelp} value={domain} onChange={setDomain} autoComplete="url" required />
          </div>
          <Button type="submit" kind="main" busy={start.isPending}>
            {t.start}
          </Button>
        </div>
        <FaultNote error={start.error} problems={t.problems} />
      </form>
    </Card>
  );
}

function SettingsForm({ settings }: { readonly settings: ScanSettings }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const [draft, setDraft] = useState(settings);
  const put = useAction(putScanSettings, { onDone: () => toast({ text: t.saved }) });
  const set = (part: Partial<ScanSettings>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <Form onSubmit={() => put.mutate({ body: draft })} submit={t.save} busy={put.isPending} error={put.error} problems={t.problems}>
      <p className="small muted">{t.settingsHelp}</p>
      <CheckField
        label={t.tenantProbe}
        help={t.tenantProbeHelp}
        value={draft.tenantProbe}
        onChange={(tenantProbe) => set({ tenantProbe })}
      />
      <CheckField label={t.rdap} help={t.rdapHelp} value={draft.rdap} onChange={(rdap) => set({ rdap })} />
      <CheckField label={t.cymru} help={t.cymruHelp} value={draft.cymru} onChange={(cymru) => set({ cymru })} />
      <TextField
        label={t.resolver}
        help={t.resolverHelp}
        value={draft.resolver ?? ''}
        onChange={(text) => set({ resolver: text.trim() === '' ? null : text.trim() })}
      />
    </Form>
  );
}

/** What a scan may ask of whom; for those who may set it. */
export function Settings() {
  const t = useTexts({ de, en });
  const may = useMay('settings.write');
  const query = useQueryOf(readScanSettings, undefined, { enabled: may });
  if (!may) return null;
  return (
    <details>
      <summary>{t.settings}</summary>
      <Card>
        <Loaded query={query}>{(settings) => <SettingsForm settings={settings} />}</Loaded>
      </Card>
    </details>
  );
}
