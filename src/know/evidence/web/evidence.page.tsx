import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useMay } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { type KindView, listEvidence, listImports, listKinds } from '../evidence.contract.ts';
import { Bring, Steps } from './bring.tsx';
import css from './evidence.module.css';
import { Findings, isShadow } from './findings.tsx';
import { Imports } from './imports.tsx';
import { de, en } from './inside.texts.ts';
import { Waiting } from './preview.tsx';

function Sources({ kinds, open }: { readonly kinds: readonly KindView[]; readonly open: boolean }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  return (
    <section className="stack" aria-label={t.sources}>
      <h2>{t.sources}</h2>
      <p className="muted">{t.sourcesText}</p>
      <div className={css['sources']}>
        {kinds.map(({ kind, label }) => (
          <details key={kind} className={css['details']} open={open}>
            <summary>{label[language]}</summary>
            <Steps kind={kind} />
          </details>
        ))}
      </div>
    </section>
  );
}

/** What is used in the house, shown by files from inside; and what of it nobody has entered. */
export default function EvidencePage() {
  const t = useTexts({ de, en });
  const mayWrite = useMay('know.write');
  const kinds = useQueryOf(listKinds);
  const imports = useQueryOf(listImports, undefined, { topics: ['evidence'] });
  const findings = useQueryOf(listEvidence, undefined, { topics: ['evidence', 'node', 'scan'] });
  const taken = imports.data?.imports.some(({ state }) => state === 'taken') ?? false;
  const shadow = findings.data?.findings.filter(isShadow).length ?? 0;
  const busy = imports.data?.imports.some(({ state }) => state === 'reading') ?? false;
  return (
    <Page
      title={t.title}
      headline={!taken ? t.emptyHeadline : shadow > 0 ? t.shadowHeadline(shadow) : t.clearHeadline}
      sub={t.sub}
      actions={mayWrite && kinds.data ? <Bring kinds={kinds.data.kinds} disabled={busy} /> : undefined}
    >
      <Loaded query={imports}>{(all) => <Waiting imports={all.imports} />}</Loaded>
      {taken && <Loaded query={findings}>{(all) => <Findings findings={all.findings} />}</Loaded>}
      {imports.data && <Imports imports={imports.data.imports} />}
      <Loaded query={kinds}>{(all) => <Sources kinds={all.kinds} open={!taken} />}</Loaded>
    </Page>
  );
}
