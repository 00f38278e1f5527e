import type { ReactNode } from 'react';
import type { DeviceView } from '../../act/alerting/push/push.contract.ts';
import { de, en } from '../../act/alerting/push/push.texts.ts';
import { isStale } from '../../act/alerting/readiness.ts';
import { useLanguage, useTexts } from '../language.tsx';
import { Chip } from '../parts/chip.tsx';
import { useNow, useWords } from '../words.ts';
import css from './mydevices.module.css';

/** How far the device can be relied on: only an acknowledgement is green, and only for half a year. */
function Proof({ device: { acknowledgedAt, last } }: { readonly device: DeviceView }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const now = useNow();
  const later = last !== null && last.state !== 'acknowledged' && last.state !== 'cancelled' ? last : null;
  return (
    <>
      {acknowledgedAt !== null && <Chip tone={isStale(acknowledgedAt, now) ? 'down' : 'ok'}>{t.confirmed(w.ago(acknowledgedAt))}</Chip>}
      {acknowledgedAt === null && later === null && <Chip tone="unknown">{t.untested}</Chip>}
      {later?.state === 'queued' && <Chip tone="unknown">{t.waits}</Chip>}
      {later?.state === 'handed-over' && <Chip tone="unknown">{t.unconfirmed(w.ago(later.at))}</Chip>}
      {later?.state === 'failed' && <Chip tone="down">{t.missed(w.ago(later.at))}</Chip>}
    </>
  );
}

type DeviceRowProps = {
  readonly device: DeviceView;
  /** Whose it is, where that is somebody else's. */
  readonly person?: string;
  readonly here?: boolean;
  /** What can be done with it. */
  readonly children: ReactNode;
};

/** One registered device in a list: its name, since when, how far it can be relied on, and why not. */
export function DeviceRow({ device, person, here = false, children }: DeviceRowProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const { last } = device;
  const reason = last?.state === 'failed' || last?.state === 'queued' ? last.reason : null;
  return (
    <li>
      <div>
        <p className={css['name']}>
          <strong>{device.name}</strong> {here && <Chip tone="petrol">{t.here}</Chip>} <Proof device={device} />
        </p>
        <p className="muted small">
          {person !== undefined && <>{person}, </>}
          {t.since(w.date(device.since))}
        </p>
        {reason && <p className={`small ${css['reason']}`}>{reason[language]}</p>}
      </div>
      <div className="row">{children}</div>
    </li>
  );
}

export const DeviceList = ({ children }: { readonly children: ReactNode }) => <ul className={css['devices']}>{children}</ul>;
