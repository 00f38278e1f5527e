import { call, urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { ImportDialog } from '../../../web/parts/importdialog.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay, usePlace } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import {
  exportMeasureCalendar,
  exportMeasureFile,
  exportMeasureSheet,
  importMeasureFile,
  type MeasureImport,
} from '../measures.contract.ts';
import { de, en } from '../measures.texts.ts';

function Look({ faults, added, changed, scenarios }: MeasureImport) {
  const t = useTexts({ de, en }).import;
  if (faults.length > 0)
    return (
      <div>
        <strong>{t.faults(faults.length)}</strong>
        <ul>
          {faults.slice(0, 50).map(({ pointer, message }) => (
            <li key={`${pointer} ${message}`}>
              <code>{pointer}</code> {message}
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <ul>
      {added.map((title) => (
        <li key={`+${title}`}>
          {t.added}: {title}
        </li>
      ))}
      {changed.map((title) => (
        <li key={`~${title}`}>
          {t.changed}: {title}
        </li>
      ))}
      <li>{t.scenarios(scenarios)}</li>
    </ul>
  );
}

/** The board as table, file and calendar; and a file back in, looked at first. */
export function OutAndIn() {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const { org } = usePlace();
  const toast = useToast();
  const may = useMay('learn.write');
  const bring = useAction(importMeasureFile);
  return (
    <div className="row">
      <LinkButton href={urlOf(exportMeasureSheet, { org: org.slug, query: { language } })} download>
        {t.exportSheet}
      </LinkButton>
      <LinkButton href={urlOf(exportMeasureFile, { org: org.slug })} download>
        {t.exportFile}
      </LinkButton>
      <LinkButton href={urlOf(exportMeasureCalendar, { org: org.slug })} download>
        {t.exportCalendar}
      </LinkButton>
      {may && (
        <ImportDialog<MeasureImport>
          label={t.import.label}
          title={t.import.title}
          accept={['.json']}
          read={(file) => call(importMeasureFile, { org: org.slug, query: { preview: 'true' }, body: file })}
          preview={(answer) => <Look {...answer} />}
          acceptable={({ faults }) => faults.length === 0}
          onAccept={async (_, file) => {
            await bring.mutateAsync({ query: {}, body: file });
            toast({ text: t.import.done });
          }}
        >
          <p className="muted">{t.import.help}</p>
        </ImportDialog>
      )}
    </div>
  );
}
