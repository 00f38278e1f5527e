import { printCallTree } from '../../act/alerting/calltree/calltree.contract.ts';
import { de, en } from '../../act/alerting/calltree/calltree.texts.ts';
import { urlOf } from '../call.ts';
import { useLanguage, useTexts } from '../language.tsx';
import { useMay, usePlace } from '../place.ts';
import { LinkButton } from './button.tsx';

/** The telephone chain on paper, wherever somebody looks for whom to ring. Show it where there are contacts. */
export function CallTreeLink({ small = false }: { readonly small?: boolean }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const { org } = usePlace();
  if (!useMay('prepare.read')) return null;
  return (
    <LinkButton small={small} href={urlOf(printCallTree, { org: org.slug, query: { language } })} download>
      {t.pdf}
    </LinkButton>
  );
}
