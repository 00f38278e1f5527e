import { useState } from 'react';
import { listDarkPages } from '../../../prepare/darkpages/darkpages.contract.ts';
import { listChecks } from '../../../watch/checks/checks.contract.ts';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { changeDarkSiteSettings, type DarkSiteSettingsView } from '../darksite.contract.ts';
import { de, en } from '../settings.texts.ts';

/** Which outage lets the released neutral page go public without a person. Off until the owner says so. */
export function Neutral({ settings, may }: { readonly settings: DarkSiteSettingsView; readonly may: boolean }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const href = useHref();
  const { org } = usePlace();
  const owner = may && org.role === 'owner';
  const mayPrepare = useMay('prepare.read');
  const [chosen, setChosen] = useState<string>(settings.policy.neutralByItself ?? '');
  const checks = useQueryOf(listChecks, { query: { limit: 2000 } }, { topics: ['check'], enabled: useMay('watch.read') });
  const pages = useQueryOf(listDarkPages, undefined, { topics: ['dark-page'], enabled: mayPrepare });
  const save = useAction(changeDarkSiteSettings, { onDone: () => toast({ text: t.saved }) });
  const looking = (checks.data?.checks ?? []).filter((check) => check.kind === 'http');
  const choices = [
    { value: '', label: t.neutralNever },
    ...looking.map(({ id, name, target }) => ({ value: id, label: `${name} (${target})` })),
  ];
  const unreleased = pages.data && !pages.data.pages.some((page) => page.approval.state === 'valid');
  // A check that was removed since counts as none.
  const value = choices.some((choice) => choice.value === chosen) ? chosen : '';
  return (
    <Card title={t.neutralTitle}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const { publishers, switches, proxy, lookAt } = settings;
          const neutralByItself = looking.find(({ id }) => id === value)?.id ?? null;
          save.mutate({ body: { policy: { ...settings.policy, neutralByItself }, publishers, switches, proxy, lookAt } });
        }}
      >
        <p className="muted">{t.neutralIntro}</p>
        {checks.data && looking.length === 0 ? (
          <div className="row">
            <span>{t.neutralNoCheck}</span>
            <LinkButton small href={href('watch/checks/new')}>
              {t.neutralAddCheck}
            </LinkButton>
          </div>
        ) : (
          <SelectField
            label={t.neutral}
            help={t.neutralHelp}
            value={value}
            onChange={setChosen}
            disabled={!owner}
            choices={choices}
            error={faultAt(save.error, '/policy/neutralByItself')}
          />
        )}
        {unreleased && (
          <div className="row">
            <span>{t.neutralUnreleased}</span>
            <LinkButton small href={href('prepare/emergency-site')}>
              {t.neutralRelease}
            </LinkButton>
          </div>
        )}
        {owner && looking.length > 0 && (
          <Button type="submit" kind="main" busy={save.isPending}>
            {t.save}
          </Button>
        )}
        <FaultNote error={save.error} />
      </form>
    </Card>
  );
}
