import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { FileDrop } from '../../../web/parts/filedrop.tsx';
import { Logo } from '../content.ts';
import type { DarkSiteProfile } from '../prepared.ts';
import { de, en } from '../screens.texts.ts';
import css from './darkpages.module.css';

const TYPES: Readonly<Record<string, NonNullable<DarkSiteProfile['logo']>['type']>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
};

type LogoFieldProps = { readonly value: DarkSiteProfile['logo']; readonly onChange: (logo: DarkSiteProfile['logo']) => void };

/** A small picture, embedded in every page; nothing is fetched. */
export function LogoField({ value, onChange }: LogoFieldProps) {
  const t = useTexts({ de, en });
  const [refused, setRefused] = useState(false);
  const take = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    const logo = Logo.safeParse({ type: TYPES[file.name.toLowerCase().split('.').at(-1) ?? ''], base64 });
    setRefused(!logo.success);
    if (logo.success) onChange(logo.data);
  };
  return (
    <div className="stack">
      <h3>{t.logo}</h3>
      {value ? (
        <div className="row">
          <img className={css['logo']} src={`data:${value.type};base64,${value.base64}`} alt={t.logo} />
          <Button small onClick={() => onChange(null)}>
            {t.logoRemove}
          </Button>
        </div>
      ) : (
        <FileDrop accept={['.svg', '.png', '.webp']} limit={100_000} onFile={take} />
      )}
      <p className="small muted" role={refused ? 'alert' : undefined}>
        {refused ? t.logoTooLarge : t.logoHelp}
      </p>
    </div>
  );
}
