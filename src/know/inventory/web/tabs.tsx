import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import css from './inventory.module.css';

type TabsProps<T extends string> = {
  readonly label: string;
  readonly tabs: readonly { readonly value: T; readonly label: string; readonly count: number }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly children: ReactNode;
};

/** Tabs by the book (WAI-ARIA): arrows move between them, the panel belongs to the chosen one. */
export function Tabs<T extends string>({ label, tabs, value, onChange, children }: TabsProps<T>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent, from: number) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const to = step === undefined ? { Home: 0, End: tabs.length - 1 }[event.key] : (from + step + tabs.length) % tabs.length;
    const next = to === undefined ? undefined : tabs[to];
    if (!next) return;
    event.preventDefault();
    onChange(next.value);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to ?? 0]?.focus();
  };
  return (
    <div>
      <div role="tablist" aria-label={label} className={css['tabs']} ref={list}>
        {tabs.map((tab, n) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-${tab.value}`}
            aria-selected={tab.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onChange(tab.value)}
            onKeyDown={(event) => move(event, n)}
          >
            {tab.label} <span className={css['tabcount']}>{tab.count}</span>
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className={css['panel']}>
        {children}
      </div>
    </div>
  );
}
