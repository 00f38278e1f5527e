import type { Language } from '../../kernel/languages.ts';
import type { ScriptDetail } from './scriptresult.ts';

const WORDS = {
  'script-ok': { de: 'meldet: in Ordnung', en: 'reports: fine' },
  'script-degraded': { de: 'meldet: eingeschränkt', en: 'reports: degraded' },
  'script-down': { de: 'meldet: ausgefallen', en: 'reports: down' },
} as const;

export function sayScriptDetail({ code, message, figures }: ScriptDetail, language: Language): string {
  const number = (value: number) => value.toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', { maximumFractionDigits: 3 });
  const told = Object.entries(figures).map(([name, value]) => `${name}: ${number(value)}`);
  return [WORDS[code][language], message, told.join(', ')].filter((part) => part !== '').join(' · ');
}
