import { useTexts } from '../../../web/language.tsx';
import { AreaField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { useQueryOf } from '../../../web/query.ts';
import { listStatements } from '../../statements/statements.contract.ts';
import { de as statementDe, en as statementEn } from '../../statements/statements.texts.ts';
import { de, en } from '../screens.texts.ts';

/** The texts of a page while they are written: lists are one entry a line. */
export type TextDraft = {
  readonly headline: string;
  readonly whatHappened: string;
  readonly works: string;
  readonly doesNot: string;
  readonly howToReach: string;
};

type PageFieldsProps = { readonly text: TextDraft; readonly onChange: (text: TextDraft) => void };

/** What stands on the page in one language. */
export function PageFields({ text, onChange }: PageFieldsProps) {
  const t = useTexts({ de, en });
  const change = (part: Partial<TextDraft>) => onChange({ ...text, ...part });
  return (
    <div className="stack">
      <TextField label={t.headline} value={text.headline} onChange={(headline) => change({ headline })} required />
      <AreaField
        label={t.whatHappened}
        help={t.whatHappenedHelp}
        rows={8}
        value={text.whatHappened}
        onChange={(whatHappened) => change({ whatHappened })}
        required
      />
      <AreaField label={t.doesNot} help={t.oneALine} rows={3} value={text.doesNot} onChange={(doesNot) => change({ doesNot })} />
      <AreaField label={t.works} help={t.oneALine} rows={3} value={text.works} onChange={(works) => change({ works })} />
      <AreaField label={t.howToReach} rows={2} value={text.howToReach} onChange={(howToReach) => change({ howToReach })} required />
    </div>
  );
}

const CHOOSE = 'choose';

/** Takes the words of a prewritten statement over, in both languages. */
export function FromStatement({ onTake }: { readonly onTake: (body: { readonly de: string; readonly en: string }) => void }) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: statementDe, en: statementEn });
  const all = useQueryOf(listStatements, undefined, { topics: ['statement'] }).data?.statements ?? [];
  if (all.length === 0) return null;
  return (
    <SelectField
      label={t.fromStatement}
      value={CHOOSE}
      choices={[
        { value: CHOOSE, label: t.chooseStatement },
        ...all.map(({ id, title, audience }) => ({ value: id, label: `${title} (${words.audience[audience]})` })),
      ]}
      onChange={(id) => {
        const chosen = all.find((one) => one.id === id);
        if (chosen) onTake({ de: chosen.text.de.body, en: chosen.text.en.body });
      }}
    />
  );
}
