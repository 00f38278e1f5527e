import { useTexts } from '../../../web/language.tsx';
import { Chip, type Tone } from '../../../web/parts/chip.tsx';
import { de, en } from '../alerting.texts.ts';
import type { ChannelKind } from '../channels.contract.ts';
import css from './channels.module.css';

const tone: Readonly<Record<ChannelKind['withoutInternet']['answer'], Tone>> = { yes: 'ok', no: 'degraded', depends: 'plain' };

/** The three things that decide whether a way still goes in an emergency: Internet, cloud, own mailboxes and login. */
export function Marks({ kind: { withoutInternet, withoutCloud, shares } }: { readonly kind: ChannelKind }) {
  const { channels: t } = useTexts({ de, en });
  return (
    <p className={css['marks']}>
      <Chip tone={tone[withoutInternet.answer]}>{t.internet[withoutInternet.answer]}</Chip>
      <Chip tone={tone[withoutCloud.answer]}>{t.cloud[withoutCloud.answer]}</Chip>
      <Chip tone={shares.answer === 'nothing' ? 'ok' : 'degraded'}>{t.shares[shares.answer]}</Chip>
    </p>
  );
}
