import { useTexts } from '../../../web/language.tsx';
import { Chip, type State, StateMark } from '../../../web/parts/chip.tsx';
import { de, en } from '../checks.texts.ts';
import type { ShownKind } from '../checks.ts';

const looks: Readonly<Record<ShownKind, State | 'plain'>> = {
  down: 'down',
  suspect: 'degraded',
  warning: 'degraded',
  behind: 'unknown',
  unclear: 'unknown',
  unknown: 'unknown',
  maintenance: 'plain',
  paused: 'plain',
  untrusted: 'unknown',
  up: 'ok',
};

/** How a check stands, as shape, word and colour. */
export function CheckStateChip({ shown }: { readonly shown: ShownKind }) {
  const t = useTexts({ de, en });
  const look = looks[shown];
  if (look === 'plain') return <Chip>{t.states[shown]}</Chip>;
  return (
    <Chip tone={look}>
      <StateMark state={look} /> {t.states[shown]}
    </Chip>
  );
}
