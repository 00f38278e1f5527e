import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { useQueryOf } from '../../../web/query.ts';
import { listUplinks } from '../../uplinks/uplinks.contract.ts';
import { de, en } from '../../uplinks/uplinks.texts.ts';

type ByLineProps = { readonly uplinkId: string | null; readonly onChange: (id: string | null) => void; readonly error: unknown };

/** By which line the check goes out; nothing while there is no line to choose. */
export function ByLine({ uplinkId, onChange, error }: ByLineProps) {
  const t = useTexts({ de, en });
  const uplinks = useQueryOf(listUplinks).data?.uplinks ?? [];
  if (uplinks.length === 0) return null;
  return (
    <SelectField
      label={t.choose}
      help={t.chooseHelp}
      value={uplinkId ?? '-'}
      error={faultAt(error, '/uplinkId')}
      onChange={(id) => onChange(id === '-' ? null : id)}
      choices={[{ value: '-', label: t.anyLine }, ...uplinks.map(({ id, name, role }) => ({ value: id, label: t.withRole(name, role) }))]}
    />
  );
}

/** The line of a check, for the list of its settings. */
export function LineFact({ uplinkId }: { readonly uplinkId: string }) {
  const t = useTexts({ de, en });
  const found = useQueryOf(listUplinks).data?.uplinks.find(({ id }) => id === uplinkId);
  return (
    <>
      <dt>{t.choose}</dt>
      <dd>{found ? t.withRole(found.name, found.role) : '…'}</dd>
    </>
  );
}
