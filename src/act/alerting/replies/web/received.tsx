import { Link } from 'wouter';
import { displayPhone } from '../../../../prepare/contacts/phone.ts';
import { urlOf } from '../../../../web/call.ts';
import { useTexts } from '../../../../web/language.tsx';
import { Chip, type Tone } from '../../../../web/parts/chip.tsx';
import { Empty } from '../../../../web/parts/empty.tsx';
import { Loaded } from '../../../../web/parts/fault.tsx';
import { type Column, DataTable } from '../../../../web/parts/table.tsx';
import { useHref, usePlace } from '../../../../web/place.ts';
import { useQueryOf } from '../../../../web/query.ts';
import { useWords } from '../../../../web/words.ts';
import { exportReplies, listReplies, type ReplyView } from '../replies.contract.ts';
import { de, en } from '../replies.texts.ts';
import type { Verdict } from '../replies.ts';
import css from './replies.module.css';

const toneOf: Readonly<Record<Verdict, Tone>> = {
  acknowledges: 'ok',
  again: 'plain',
  unclear: 'degraded',
  'wrong-mark': 'degraded',
  'nothing-open': 'plain',
  stranger: 'plain',
  bounced: 'down',
  automatic: 'plain',
  'in-attack': 'degraded',
  'self-test': 'ok',
  'alarm-raised': 'petrol',
  'alarm-joined': 'petrol',
  'alarm-no-word': 'degraded',
  'alarm-no-pin': 'degraded',
  'alarm-wrong-pin': 'down',
  'alarm-locked': 'down',
  'alarm-not-allowed': 'down',
  'alarm-too-often': 'degraded',
};

/** Everything that came in, with what it did and what was answered. */
export function Received() {
  const t = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const { org } = usePlace();
  const query = useQueryOf(listReplies, undefined, { topics: ['reply'] });
  const address = (sender: string) => (sender.startsWith('+') ? displayPhone(sender) : sender);
  const columns: Column<ReplyView>[] = [
    {
      key: 'text',
      label: t.what,
      by: ({ text }) => text,
      cell: ({ text, answer }) => (
        <div className={css['text']}>
          {text}
          <div className={`muted small ${css['more']}`}>{answer === null ? t.silent : t.answered(answer)}</div>
        </div>
      ),
    },
    {
      key: 'who',
      label: t.who,
      by: ({ name, sender }) => `${name ?? ''} ${sender}`,
      cell: ({ name, sender }) => (
        <div className={css['text']}>
          {name} <div className="muted">{address(sender)}</div>
        </div>
      ),
    },
    { key: 'at', label: t.at, by: ({ at }) => at, cell: ({ at }) => w.moment(at) },
    {
      key: 'result',
      label: t.result,
      by: ({ verdict }) => t.verdict[verdict],
      cell: ({ verdict, subject, incidentId }) => (
        <>
          <Chip tone={toneOf[verdict]}>{t.verdict[verdict]}</Chip>
          {subject !== null && (
            <div className="small">{incidentId === null ? subject : <Link href={href(`act/incidents/${incidentId}`)}>{subject}</Link>}</div>
          )}
        </>
      ),
    },
  ];
  return (
    <Loaded query={query}>
      {({ replies }) => (
        <DataTable
          caption={t.caption}
          rows={replies}
          rowKey={({ id }) => id}
          columns={columns}
          exportHref={urlOf(exportReplies, { org: org.slug })}
          empty={<Empty title={t.empty}>{t.emptyText}</Empty>}
        />
      )}
    </Loaded>
  );
}
