import type { AnswerOf } from '../../../kernel/contract.ts';
import { call } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { ImportDialog } from '../../../web/parts/importdialog.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { usePlace } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { importContacts, previewContactImport, undoContactImport } from '../contacts.contract.ts';
import { de, en } from '../contacts.texts.ts';

type Preview = AnswerOf<typeof previewContactImport>;

function Look({ create, change, same, ignoredColumns, faults }: Preview) {
  const t = useTexts({ de, en });
  if (faults.length > 0)
    return (
      <div className="stack">
        <p>
          <strong>{t.faults(faults.length)}</strong>
        </p>
        <ul>
          {faults.slice(0, 50).map(({ line, message }) => (
            <li key={`${line} ${message}`}>
              {line !== null && <span className="mono">{t.line(line)}: </span>}
              {message}
            </li>
          ))}
        </ul>
        <p className="muted">{t.faultsHelp}</p>
      </div>
    );
  return (
    <div className="stack">
      <ul>
        {create.length > 0 && <li>{t.wouldCreate(create)}</li>}
        {change.length > 0 && <li>{t.wouldChange(change)}</li>}
        {same > 0 && <li>{t.wouldStay(same)}</li>}
      </ul>
      {create.length + change.length === 0 && <p>{t.nothingToDo}</p>}
      {ignoredColumns.length > 0 && <p className="small muted">{t.ignored(ignoredColumns)}</p>}
    </div>
  );
}

/** Reads contacts from a CSV file: look first, then all or nothing, and back again with one press. */
export function ContactImport() {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const { org } = usePlace();
  const toast = useToast();
  const undo = useAction(undoContactImport);
  const take = useAction(importContacts);
  const takeBack = async (id: string) => {
    try {
      await undo.mutateAsync({ params: { id } });
      toast({ text: t.undone });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      toast({ tone: 'down', text: t.problems[code] ?? (error instanceof Error ? error.message : code) });
    }
  };
  return (
    <ImportDialog
      label={t.import}
      title={t.importTitle}
      accept={['.csv', '.txt']}
      read={(file) => call(previewContactImport, { org: org.slug, query: { language }, body: file })}
      preview={(preview) => <Look {...preview} />}
      acceptable={({ faults, create, change }) => faults.length === 0 && create.length + change.length > 0}
      onAccept={async (_, file) => {
        const { id, created, changed } = await take.mutateAsync({ query: { language }, body: file });
        toast({ text: t.imported(created, changed), undo: () => takeBack(id) });
      }}
    >
      <p className="muted">{t.importHelp}</p>
    </ImportDialog>
  );
}
