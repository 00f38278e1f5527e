import { useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { useHref } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { type FindingView, listScans, readScan } from '../../discovery/discovery.contract.ts';
import { behindOf, OWN_NAME, providerOf, underUs } from '../behind.ts';
import type { BranchAsset } from '../branch.ts';
import { neededAssets } from '../chosen.ts';
import { de, en } from '../guide.texts.ts';
import css from './guide.module.css';
import { Few, type StepProps } from './systemsteps.tsx';

const OTHER = 'other';

/** What the newest finished scan says about providers that are in use. */
function useFindings(): readonly FindingView[] {
  const scans = useQueryOf(listScans, {}, { topics: ['scan'] });
  const done = scans.data?.scans.find(({ state }) => state === 'done');
  const scan = useQueryOf(readScan, { params: { id: done?.id ?? '' } }, { enabled: done !== undefined });
  return (
    scan.data?.findings.filter(({ status, decision }) => (status === 'observed' || decision === 'confirmed') && decision !== 'rejected') ??
    []
  );
}

/** Question 2: who is behind it, and how many hang on US companies? Filled from a scan of the domain if there is one. */
export function ProvidersStep({ guide, branch, disabled }: StepProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const href = useHref();
  const findings = useFindings();
  const [typing, setTyping] = useState<ReadonlySet<string>>(new Set());
  const { answers, change } = guide;
  const assets = neededAssets(branch, answers).filter(
    ({ kind, provider, role }) => kind === 'service' || kind === 'line' || provider !== undefined || role !== undefined,
  );
  const behind = behindOf(branch, answers, assets, language);
  const held = behind.flatMap((one) => one.assets.map(() => one));
  const us = held.filter(underUs).length;
  const unknown = held.filter(({ reach, country }) => reach === '' && country === '').length;
  const foundFor = (asset: BranchAsset) => findings.find(({ role }) => role === asset.role);
  const open = assets.filter((asset) => foundFor(asset) !== undefined && answers.provider[asset.id] === undefined);

  const takeOver = () =>
    change({
      provider: {
        ...answers.provider,
        ...Object.fromEntries(open.map((asset) => [asset.id, `${OWN_NAME}${foundFor(asset)?.providerName ?? ''}`])),
      },
      found: {
        ...answers.found,
        ...Object.fromEntries(
          open.flatMap((asset) => {
            const one = foundFor(asset);
            return one
              ? [[`${OWN_NAME}${one.providerName}`, { country: one.parentCountry ?? '', reach: one.reach, catalogueId: one.provider }]]
              : [];
          }),
        ),
      },
    });

  const choose = (asset: BranchAsset, value: string) => {
    const next = new Set(typing);
    if (value === OTHER) next.add(asset.id);
    else next.delete(asset.id);
    setTyping(next);
    if (value !== OTHER) change({ provider: { ...answers.provider, [asset.id]: value } });
  };

  return (
    <Card title={t.providers}>
      <p>
        <strong>{t.us(us, held.length)}</strong> {unknown > 0 && t.usUnknown(unknown)}
      </p>
      <p className="muted">{t.providersHelp}</p>
      {findings.length === 0 ? (
        <p className="row">
          {t.scanFirst} <LinkButton href={href('know/scan')}>{t.toScan}</LinkButton>
        </p>
      ) : (
        open.length > 0 && !disabled && <Button onClick={takeOver}>{t.takeOver(open.length)}</Button>
      )}
      <Few items={assets} first={8}>
        {(asset) => {
          const answer = answers.provider[asset.id];
          const guess = branch.providers.find(({ id }) => id === asset.provider);
          const own = answer?.startsWith(OWN_NAME) ? answer : undefined;
          const inFound = own !== undefined && Object.hasOwn(answers.found, own);
          const choices = [
            ...branch.providers.map(({ id, name }) => ({
              value: id,
              label: answer === undefined && id === guess?.id ? t.guessed(name[language]) : name[language],
            })),
            ...(own === undefined ? [] : [{ value: own, label: inFound ? t.foundByScan(own.slice(1)) : own.slice(1) }]),
            { value: 'house', label: t.house },
            { value: OTHER, label: t.otherProvider },
            { value: 'unknown', label: t.unknown },
          ];
          const shown = typing.has(asset.id) ? OTHER : (answer ?? providerOf(answers, asset) ?? '');
          return (
            <div key={asset.id} className={css['item']}>
              <SelectField
                label={t.provider(asset.name[language])}
                value={shown}
                choices={choices}
                onChange={(value) => choose(asset, value)}
                disabled={disabled}
              />
              {typing.has(asset.id) && (
                <TextField
                  label={t.otherName(asset.name[language])}
                  value={own?.slice(1) ?? ''}
                  onChange={(text) =>
                    change({ provider: { ...answers.provider, [asset.id]: `${OWN_NAME}${text.slice(0, 100)}` } }, `provider ${asset.id}`)
                  }
                  disabled={disabled}
                />
              )}
            </div>
          );
        }}
      </Few>
    </Card>
  );
}
