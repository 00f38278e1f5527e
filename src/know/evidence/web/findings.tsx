import { useState } from 'react';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { de as scanDe, en as scanEn } from '../../discovery/discovery.texts.ts';
import { undoInventory } from '../../inventory/inventory.contract.ts';
import { decideEvidence, type EvidenceFinding, exportEvidence } from '../evidence.contract.ts';
import { seenText, de as wordsDe, en as wordsEn } from '../evidence.texts.ts';
import css from './evidence.module.css';
import { de, en } from './inside.texts.ts';

type Filter = keyof typeof de.filters;

const isOpen = ({ state }: EvidenceFinding) => state === 'open';
const matches: Readonly<Record<Filter, (one: EvidenceFinding) => boolean>> = {
  shadow: (one) => isOpen(one) && one.strength === 'used',
  questions: (one) => isOpen(one) && one.strength === 'question',
  own: (one) => isOpen(one) && one.strength === 'own',
  hints: (one) => isOpen(one) && one.strength === 'hint',
  unknown: (one) => isOpen(one) && one.strength === 'unknown',
  known: ({ state }) => state === 'known',
  rejected: ({ state }) => state === 'rejected',
  all: () => true,
};
const FILTERS = Object.keys(matches) as Filter[];

/** Services people work with that nobody has entered. */
export const isShadow = matches.shadow;

/** Enters findings or puts them aside; entering can be taken back. */
function useDecide() {
  const t = useTexts({ de, en });
  const toast = useToast();
  const decide = useAction(decideEvidence);
  const undo = useAction(undoInventory);
  return async (subjects: readonly string[], decision: 'confirmed' | 'rejected' | null, as?: string) => {
    const findings = subjects.map((subject) => ({ subject, ...(as === undefined ? {} : { as }) }));
    const say = (error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      toast({ tone: 'down', text: t.problems[code] ?? (error instanceof Error ? error.message : code) });
    };
    try {
      const { added, undoId } = await decide.mutateAsync({ body: { findings, decision } });
      if (decision !== 'confirmed') return;
      toast({
        text: t.entered(added),
        undo: async () => {
          try {
            if (undoId !== null) await undo.mutateAsync({ params: { id: undoId } });
            await decide.mutateAsync({ body: { findings, decision: null } });
            toast({ text: t.undone });
          } catch (error) {
            say(error);
          }
        },
      });
    } catch (error) {
      say(error);
    }
  };
}

const MOST_TRACES = 4;
/** What the server takes in one go. */
const MOST_AT_ONCE = 500;

function Seen({ finding }: { readonly finding: EvidenceFinding }) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const { language } = useLanguage();
  const lines = finding.sources.flatMap(({ kind, traces }) =>
    traces.map((trace) => ({ key: `${kind} ${JSON.stringify(trace)}`, kind, text: seenText(trace, language) })),
  );
  return (
    <ul className={css['traces']}>
      {lines.slice(0, MOST_TRACES).map(({ key, kind, text }) => (
        <li key={key}>
          <span className="muted">{words.kinds[kind]}:</span> {text}
        </li>
      ))}
      {lines.length > MOST_TRACES && <li className="muted">{t.more(lines.length - MOST_TRACES)}</li>}
      {finding.outside.map(({ domain, role }) => (
        <li key={`${domain} ${role}`}>{t.also(domain, words.roles[role])}</li>
      ))}
    </ul>
  );
}

function Deeds({ finding }: { readonly finding: EvidenceFinding }) {
  const t = useTexts({ de, en });
  const href = useHref();
  const mayWrite = useMay('know.write');
  const decide = useDecide();
  const { subject, state, nodeKey, candidates } = finding;
  if (state === 'known')
    return nodeKey === null ? null : (
      <LinkButton small href={`${href('know/inventory')}?node=${encodeURIComponent(nodeKey)}`}>
        {t.inInventory}
      </LinkButton>
    );
  if (!mayWrite) return null;
  if (state === 'rejected')
    return (
      <Button small onClick={() => decide([subject], null)}>
        {t.back}
      </Button>
    );
  return (
    <>
      {candidates.map(({ id, name }) => (
        <Button key={id} small onClick={() => decide([subject], 'confirmed', id)}>
          {name}
        </Button>
      ))}
      {candidates.length === 0 && (
        <Button small onClick={() => decide([subject], 'confirmed')}>
          {t.enter}
        </Button>
      )}
      <Button small kind="plain" onClick={() => decide([subject], 'rejected')}>
        {t.notOurs}
      </Button>
    </>
  );
}

/** Everything that evidence speaks for; first what is used and not entered. */
export function Findings({ findings }: { readonly findings: readonly EvidenceFinding[] }) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const scan = useTexts({ de: scanDe, en: scanEn });
  const { language } = useLanguage();
  const w = useWords();
  const { org } = usePlace();
  const [chosen, setChosen] = useState<Filter | undefined>();
  const filter = chosen ?? FILTERS.find((one) => findings.some(matches[one])) ?? 'all';
  const shown = findings.filter(matches[filter]);
  const mayWrite = useMay('know.write');
  const decide = useDecide();
  // Of what is used or runs here nothing is left to ask; a hint wants to be looked at one by one.
  const atOnce = filter === 'shadow' || filter === 'own' ? shown.map(({ subject }) => subject).slice(0, MOST_AT_ONCE) : [];
  return (
    <section className="stack" aria-label={t.findings}>
      <h2>{t.findings}</h2>
      <div className={css['filter']}>
        <SelectField
          label={t.filter}
          value={filter}
          onChange={setChosen}
          choices={FILTERS.map((value) => ({ value, label: `${t.filters[value]} (${findings.filter(matches[value]).length})` }))}
        />
      </div>
      <DataTable
        key={filter}
        caption={t.findings}
        rows={shown}
        rowKey={({ subject }) => subject}
        tools={
          mayWrite && atOnce.length > 1 ? (
            <Button small kind="main" onClick={() => decide(atOnce, 'confirmed')}>
              {t.enterAll(atOnce.length)}
            </Button>
          ) : undefined
        }
        exportHref={urlOf(exportEvidence, { org: org.slug, query: { language } })}
        empty={<p className="muted">{t.noneOfFilter}</p>}
        columns={[
          {
            key: 'name',
            label: words.column.name,
            by: ({ name }) => name,
            cell: ({ name, role, strength, candidates }) => (
              <>
                {name}
                <div className={css['under']}>
                  {role !== 'other' && `${words.roles[role]} · `}
                  {strength === 'question' ? (candidates.length > 0 ? t.seller : t.reseller) : words.strength[strength]}
                </div>
              </>
            ),
          },
          {
            key: 'seen',
            label: words.column.seen,
            by: ({ sources }) => sources.length,
            cell: (finding) => <Seen finding={finding} />,
          },
          {
            key: 'parent',
            label: words.column.parent,
            by: ({ ultimateParent }) => ultimateParent,
            cell: ({ reach, ultimateParent, legalEntity, strength, catalogueDate }) =>
              reach === null && strength !== 'unknown' ? null : reach === null ? (
                <Chip tone="unknown">{words.strength.unknown}</Chip>
              ) : (
                <>
                  {ultimateParent ?? legalEntity}
                  <div className={css['under']}>{scan.hangsOn(reach, null)}</div>
                  <div className={css['under']}>{scan.knownFrom(catalogueDate === null ? null : w.date(Date.parse(catalogueDate)))}</div>
                </>
              ),
          },
        ]}
        actions={(finding) => <Deeds finding={finding} />}
      />
    </section>
  );
}
