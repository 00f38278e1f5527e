import { useState } from 'react';
import { useTexts } from '../language.tsx';
import { Button } from './button.tsx';
import { de, en } from './parts.texts.ts';
import css from './secret.module.css';

/** Copies where the browser allows it, else selects the text, so that Ctrl+C does it (plain http in the house). */
async function copy(text: string, element: HTMLElement | null): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  if (element) window.getSelection()?.selectAllChildren(element);
  return false;
}

/** A secret that is shown once: large, to be read out, with a button that copies it. */
export function Secret({ value, label }: { readonly value: string; readonly label: string }) {
  const t = useTexts({ de, en });
  const [copied, setCopied] = useState(false);
  const [element, setElement] = useState<HTMLElement | null>(null);
  return (
    <div className={css['secret']}>
      <code ref={setElement} aria-label={label}>
        {value}
      </code>
      <span className="no-print">
        <Button small onClick={async () => setCopied(await copy(value, element))}>
          {copied ? t.copied : t.copy}
        </Button>
      </span>
    </div>
  );
}
