import { useTexts } from '../../../../web/language.tsx';
import { LinkButton } from '../../../../web/parts/button.tsx';
import { Card } from '../../../../web/parts/card.tsx';
import { Chip } from '../../../../web/parts/chip.tsx';
import { useHref } from '../../../../web/place.ts';
import type { ChannelView } from '../../channels.contract.ts';
import { de, en } from '../replies.texts.ts';
import css from './replies.module.css';

/** The kinds whose program keeps what comes in as files. */
const WITH_INBOX = ['sms', 'smstools'];

export const listens = ({ settings }: ChannelView): boolean => typeof settings['inbox'] === 'string' && settings['inbox'] !== '';

/** Which alert channels read what people answer. */
export function Ways({ channels }: { readonly channels: readonly ChannelView[] }) {
  const t = useTexts({ de, en });
  const href = useHref();
  const modems = channels.filter(({ kind }) => WITH_INBOX.includes(kind));
  return (
    <Card title={t.waysTitle}>
      <div className="stack">
        {modems.length === 0 ? (
          <p>{t.noModem}</p>
        ) : (
          <ul className={css['ways']}>
            {modems.map((channel) => (
              <li key={channel.id}>
                <strong>{channel.name}</strong> {listens(channel) ? <Chip tone="ok">{t.reads}</Chip> : <Chip tone="unknown">{t.deaf}</Chip>}
                {!listens(channel) && <div className="muted small">{t.deafHelp}</div>}
              </li>
            ))}
          </ul>
        )}
        <div className="row no-print">
          <LinkButton small href={href('settings/channels')}>
            {t.toChannels}
          </LinkButton>
        </div>
      </div>
    </Card>
  );
}
