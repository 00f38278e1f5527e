import { useState } from 'react';
import { urlOf } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { AreaField, SelectField } from '../../../web/parts/field.tsx';
import { usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import type { LogLine } from '../../situationlog/entry.ts';
import { lateness } from '../../situationlog/lateness.ts';
import { exportLogFile, readLogLines, writeLogLine } from '../../situationlog/situationlog.contract.ts';
import type { IncidentView } from '../incidents.contract.ts';
import { de, en } from '../room.texts.ts';
import css from './room.module.css';

const KINDS = ['situation', 'decision', 'messageIn', 'messageOut'] as const;

/** The situation log, newest line first, with a field to write into it. */
export function Diary({ incident, may }: { readonly incident: IncidentView; readonly may: boolean }) {
  const { room: t } = useTexts({ de, en });
  const w = useWords();
  const { org } = usePlace();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('situation');
  const params = { id: incident.id };
  const query = useQueryOf(readLogLines, { params, query: { limit: 1000 } }, { topics: ['log'] });
  const write = useAction(writeLogLine, { onDone: () => setText('') });
  const shown = (line: LogLine) => {
    const { payload, header, number } = line;
    if (payload === undefined || !('text' in payload)) return null;
    return (
      <li key={number} className={css['item']}>
        <div>
          <time className={css['time']}>{w.time(Date.parse(header.occurredAt), true)}</time>
          {payload.text}
          <span className="muted">
            {' '}
            {payload.author.name}
            {lateness(line).addedLate !== null && ` · ${t.late}`}
          </span>
        </div>
        <span className="muted">{number}</span>
      </li>
    );
  };
  return (
    <Card
      title={t.log}
      aside={
        <LinkButton small href={urlOf(exportLogFile, { org: org.slug, params })} download>
          {t.export}
        </LinkButton>
      }
    >
      <div className="stack">
        {may && (
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              if (text.trim() !== '') write.mutate({ params, body: { kind, text: text.trim() } });
            }}
          >
            <AreaField label={t.writeWhat} value={text} onChange={setText} rows={2} required />
            <SelectField
              label={t.kind}
              value={kind}
              onChange={setKind}
              choices={KINDS.map((one) => ({ value: one, label: t.kinds[one] }))}
            />
            <Button type="submit" small>
              {t.write}
            </Button>
            <FaultNote error={write.error} />
          </form>
        )}
        <Loaded query={query}>{({ lines }) => <ul className={css['list']}>{[...lines].reverse().map(shown)}</ul>}</Loaded>
      </div>
    </Card>
  );
}
