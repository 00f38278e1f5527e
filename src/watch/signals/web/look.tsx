import { useTexts } from '../../../web/language.tsx';
import { Chip, StateMark } from '../../../web/parts/chip.tsx';
import type { Severity } from '../signal.ts';
import type { SignalView } from '../signals.contract.ts';
import { de, en } from '../signals.texts.ts';

const tones = { critical: 'down', warning: 'degraded', info: 'plain' } as const satisfies Record<Severity, string>;

/** How bad it is, as shape, word and colour; what is over has no colour any more. */
export function SeverityChip({ severity, cleared }: Pick<SignalView, 'severity' | 'cleared'>) {
  const t = useTexts({ de, en });
  const tone = cleared === null ? tones[severity] : 'plain';
  return (
    <Chip tone={tone}>
      {tone !== 'plain' && <StateMark state={tone} />} {t.severities[severity]}
    </Chip>
  );
}
