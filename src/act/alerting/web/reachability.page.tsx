import { displayPhone } from '../../../prepare/contacts/phone.ts';
import { type Called, urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { CallTreeLink } from '../../../web/parts/calltreelink.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useNow, useWords } from '../../../web/words.ts';
import { de, en } from '../alerting.texts.ts';
import type { DeliveryState } from '../alerting.ts';
import { exportAlertReadiness, readAlertReadiness, testContacts, type WayView } from '../channels.contract.ts';
import { isStale } from '../readiness.ts';
import { SelfTestNotes } from '../selftest/web/selftestcard.tsx';
import css from './channels.module.css';

type Readiness = Called<typeof readAlertReadiness>;
type Contact = Readiness['contacts'][number];

const provenAt = ({ ways }: Contact): number | null => Math.max(0, ...ways.map((way) => way.acknowledgedAt ?? 0)) || null;

function Way({ way }: { readonly way: WayView }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const now = useNow();
  const address = way.address.startsWith('+') ? displayPhone(way.address) : way.address;
  const { last } = way;
  const word = (state: DeliveryState, ago: string): string => {
    switch (state) {
      case 'handed-over':
        return t.readiness.unconfirmed(ago);
      case 'failed':
        return t.readiness.missed(ago);
      case 'queued':
      case 'acknowledged':
      case 'cancelled':
        return t.state[state];
    }
  };
  return (
    <li>
      <div className={css['way']}>
        <span>
          {t.channel[way.channel] ?? way.channel} <span className="muted">{address}</span>
        </span>
        {!way.channelThere && <Chip tone="down">{t.readiness.noChannel}</Chip>}
        {way.channelThere && way.acknowledgedAt !== null && (
          <Chip tone={isStale(way.acknowledgedAt, now) ? 'down' : 'ok'}>
            {t.overview.at(t.state.acknowledged, w.ago(way.acknowledgedAt))}
          </Chip>
        )}
        {way.channelThere && way.acknowledgedAt === null && last === null && <Chip tone="unknown">{t.readiness.never}</Chip>}
        {way.channelThere && last !== null && last.state !== 'acknowledged' && (
          <Chip tone={last.state === 'failed' ? 'down' : 'unknown'}>{word(last.state, w.ago(last.at))}</Chip>
        )}
      </div>
      {last?.reason && last.state !== 'handed-over' && <div className={`small ${css['reason']}`}>{last.reason[language]}</div>}
    </li>
  );
}

/** Who can really be reached: per contact and way the last acknowledgement, and the test alert that gets the next one. */
export default function ReachabilityPage() {
  const { readiness: t } = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const { org } = usePlace();
  const toast = useToast();
  const lead = useMay('act.lead');
  const query = useQueryOf(readAlertReadiness, undefined, { topics: ['delivery', 'contact', 'channel'] });
  const test = useAction(testContacts, { onDone: ({ messages }) => toast({ text: messages === 0 ? t.sentNone : t.sent(messages) }) });
  const people = query.data?.contacts ?? [];
  const proven = people.filter((one) => provenAt(one) !== null).length;
  const headline = !query.data
    ? t.title
    : people.length === 0
      ? t.headlineEmpty
      : proven === 0
        ? t.headlineNone
        : t.headline(proven, people.length);
  const columns: Column<Contact>[] = [
    { key: 'name', label: t.name, by: ({ name }) => name, cell: ({ name }) => name },
    {
      key: 'proof',
      label: t.proof,
      by: provenAt,
      cell: (contact) => {
        const at = provenAt(contact);
        return at === null ? <Chip tone="unknown">{t.never}</Chip> : w.ago(at);
      },
    },
    {
      key: 'ready',
      label: t.ready,
      by: ({ unready }) => unready ?? '',
      cell: ({ unready }) => (unready === null ? <Chip tone="ok">{t.isReady}</Chip> : <Chip tone="down">{t.unready[unready]}</Chip>),
    },
    {
      key: 'way',
      label: t.way,
      by: ({ ways }) => ways.map((way) => way.address).join(' '),
      cell: ({ ways, phones }) =>
        ways.length === 0 ? (
          <span className="muted">{phones.length > 0 ? t.onlyPhone(phones.map(displayPhone).join(', ')) : t.noWays}</span>
        ) : (
          <ul className={css['ways']}>
            {ways.map((way) => (
              <Way key={`${way.channel} ${way.address}`} way={way} />
            ))}
          </ul>
        ),
    },
  ];
  const deeds = ({ contactId, name, ways }: Contact) =>
    ways.length > 0 && (
      <Button small onClick={() => test.mutateAsync({ body: { contactIds: [contactId] } })}>
        {t.test}
        <span className="visually-hidden"> {name}</span>
      </Button>
    );
  return (
    <Page
      title={t.title}
      headline={headline}
      sub={t.sub}
      actions={
        <>
          {lead && people.length > 0 && (
            <ConfirmButton
              kind="main"
              label={t.testAll}
              title={t.testAllTitle(people.length)}
              confirm={t.testAll}
              onConfirm={() => test.mutateAsync({ body: {} })}
            >
              {t.testAllText}
            </ConfirmButton>
          )}
          <LinkButton href={href('settings/channels')}>{t.channels}</LinkButton>
          {people.length > 0 && <CallTreeLink />}
          <LinkButton href={href('prepare/independence')}>{t.independence}</LinkButton>
        </>
      }
    >
      <Loaded query={query}>
        {({ contacts, links, base }) => (
          <div className="stack">
            {contacts.some(({ unready }) => unready !== null) && (
              <p className={css['note']}>
                <strong>{t.notReady(contacts.filter(({ unready }) => unready !== null).length)}</strong>
              </p>
            )}
            <SelfTestNotes className={css['unready']} />
            {links !== 'anywhere' && <p className={css['note']}>{t.links[links](base)}</p>}
            <DataTable
              caption={t.caption}
              exportHref={urlOf(exportAlertReadiness, { org: org.slug })}
              rows={contacts}
              rowKey={({ contactId }) => contactId}
              columns={columns}
              {...(lead ? { actions: deeds } : {})}
              empty={<Empty title={t.empty} action={<LinkButton href={href('prepare/contacts')}>{t.contacts}</LinkButton>} />}
            />
          </div>
        )}
      </Loaded>
    </Page>
  );
}
