import { useTexts } from '../../../web/language.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { de, en } from '../contacts.texts.ts';
import { type Address, displayAddress } from '../contacts.ts';
import css from './reach.module.css';

const hrefOf = ({ kind, value }: Address): string | undefined =>
  kind === 'email' ? `mailto:${value}` : kind === 'webhook' ? undefined : `tel:${value}`;

/** The ways to reach somebody, as links that a phone dials. */
export function Reach({ addresses }: { readonly addresses: readonly Address[] }) {
  const t = useTexts({ de, en });
  if (addresses.length === 0) return <Chip tone="unknown">{t.none}</Chip>;
  return (
    <ul className={css['list']}>
      {addresses.map((address) => {
        const href = hrefOf(address);
        const shown = displayAddress(address);
        return (
          <li key={`${address.kind} ${address.value}`}>
            {href === undefined ? shown : <a href={href}>{shown}</a>}{' '}
            <span className={css['label']}>{[t.kind[address.kind], address.label].filter(Boolean).join(', ')}</span>
          </li>
        );
      })}
    </ul>
  );
}
