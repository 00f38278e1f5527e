import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { faultAt } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import type { PageProps } from '../../../web/pages.ts';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { SchemaNode } from '../../../web/parts/schema.ts';
import { SchemaForm, type Settings } from '../../../web/parts/schemaform.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { addCheck, type Check, CheckInput, changeCheck, getCheck, listChecks, listProbeKinds, type ProbeKind } from '../checks.contract.ts';
import * as list from '../list.texts.ts';
import { de, en } from '../screens.texts.ts';
import { ByLine } from './byline.tsx';
import css from './checks.module.css';
import { GroupField } from './groupfield.tsx';
import { InFront } from './infront.tsx';
import { nodeChoices, useInventory } from './nodes.ts';
import { PRESETS } from './presets.ts';
import { ReportingAhead } from './reporting.tsx';
import { TagsField } from './tagsfield.tsx';
import { Trial } from './trial.tsx';
import { useFaults } from './usefaults.ts';

type Field = { default?: unknown; onlyIf?: { field: string; is: string }; rare?: true };

/** The fields that matter with these settings: those that everybody needs, and those that are needed seldom. */
function schemasFor(kind: ProbeKind, config: Settings): { readonly usual: SchemaNode; readonly rare: SchemaNode; readonly isSet: boolean } {
  const { properties, ...rest } = kind.schema;
  const fields = (properties ?? {}) as Record<string, Field>;
  const standing = (name: string) => config[name] ?? fields[name]?.default;
  const kept = Object.entries(fields).filter(([, { onlyIf }]) => onlyIf === undefined || standing(onlyIf.field) === onlyIf.is);
  const schemaOf = (some: typeof kept) => SchemaNode.parse({ ...rest, properties: Object.fromEntries(some) });
  const rare = kept.filter(([, one]) => one.rare);
  return {
    usual: schemaOf(kept.filter(([, one]) => !one.rare)),
    rare: schemaOf(rare),
    isSet: rare.some(([name, one]) => config[name] !== undefined && config[name] !== one.default),
  };
}

/** The settings of a kind of check; what is needed seldom is folded away unless it says something. */
function KindFields({
  kind,
  config,
  onChange,
  kept,
  error,
}: {
  readonly kind: ProbeKind;
  readonly config: Settings;
  readonly onChange: (config: Settings) => void;
  readonly kept: readonly string[];
  readonly error: unknown;
}) {
  const t = useTexts({ de, en });
  const { usual, rare, isSet } = schemasFor(kind, config);
  const [begunOpen] = useState(isSet);
  const shared = { value: config, onChange, pointer: '/config', kept, error };
  const names = Object.keys(rare.properties ?? {});
  return (
    <>
      <SchemaForm schema={usual} {...shared} />
      {names.length > 0 && (
        <details className={css['advanced']} open={begunOpen || names.some((name) => faultAt(error, `/config/${name}`) !== undefined)}>
          <summary>{t.rare}</summary>
          <div className="stack">
            <SchemaForm schema={rare} {...shared} />
          </div>
        </details>
      )}
    </>
  );
}

type Draft = Omit<CheckInput, 'config'> & { readonly config: Settings };

/** How often a check of this kind usually looks, and how long it waits. */
const paceOf = (kind: ProbeKind | undefined): Pick<Draft, 'intervalMs' | 'timeoutMs'> => ({
  intervalMs: kind?.pace?.usualMs ?? 60_000,
  timeoutMs: kind?.pace?.timeoutMs ?? 10_000,
});

function Schedule({
  draft,
  leastMs,
  onChange,
  error,
}: {
  readonly draft: Draft;
  /** The shortest interval that this kind of check takes. */
  readonly leastMs: number;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly error: unknown;
}) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { intervalMs, misses, recoveries, retryMs, timeoutMs } = draft;
  const offered = PRESETS.filter((span) => span >= leastMs);
  const spans = offered.includes(intervalMs) ? offered : [intervalMs, ...offered];
  const noticed = intervalMs + (misses - 1) * Math.min(retryMs, intervalMs) + timeoutMs;
  const seconds = (key: 'retryMs' | 'timeoutMs', label: string) => (
    <NumberField
      label={label}
      value={draft[key] / 1000}
      error={faultAt(error, `/${key}`)}
      onChange={(value) => onChange({ [key]: Math.round((value ?? 0) * 1000) })}
    />
  );
  return (
    <Card title={t.when}>
      <div className="stack">
        <SelectField
          label={t.interval}
          error={faultAt(error, '/intervalMs')}
          value={String(intervalMs)}
          onChange={(text) => {
            const next = Number(text);
            onChange({ intervalMs: next, timeoutMs: Math.min(timeoutMs, next) });
          }}
          choices={spans.map((span) => ({ value: String(span), label: t.intervals[span] ?? t.otherInterval(w.span(span)) }))}
        />
        <NumberField
          label={t.misses}
          help={t.missesHelp(w.span(noticed))}
          value={misses}
          error={faultAt(error, '/misses')}
          onChange={(value) => onChange({ misses: value ?? 1 })}
        />
        <details className={css['advanced']}>
          <summary>{t.advanced}</summary>
          <div className="stack">
            <NumberField
              label={t.recoveries}
              value={recoveries}
              error={faultAt(error, '/recoveries')}
              onChange={(value) => onChange({ recoveries: value ?? 1 })}
            />
            {seconds('retryMs', t.retry)}
            {seconds('timeoutMs', t.timeout)}
          </div>
        </details>
      </div>
    </Card>
  );
}

/** Where it stands in the list. */
function Sorting({
  draft,
  onChange,
  error,
}: {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly error: unknown;
}) {
  const l = useTexts(list);
  const all = useQueryOf(listChecks, { query: {} }, { topics: ['check'] }).data?.checks ?? [];
  return (
    <>
      <GroupField
        label={l.group}
        help={l.groupHelp}
        value={draft.group}
        error={faultAt(error, '/group')}
        onChange={(group) => onChange({ group })}
        checks={all}
      />
      <TagsField
        label={l.tags}
        help={l.tagsHelp}
        value={draft.tags}
        error={faultAt(error, '/tags')}
        onChange={(tags) => onChange({ tags: [...tags] })}
      />
    </>
  );
}

function What({
  draft,
  kinds,
  self,
  kept,
  onChange,
  error,
}: {
  readonly draft: Draft;
  readonly kinds: readonly ProbeKind[];
  /** The id of the check that is changed. */
  readonly self: string | undefined;
  /** Secrets that are set already. */
  readonly kept: readonly string[];
  readonly onChange: (part: Partial<Draft>) => void;
  readonly error: unknown;
}) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const { may, inventory } = useInventory();
  const kind = kinds.find((one) => one.kind === draft.kind);
  const known = inventory?.nodes.some(({ key }) => key === draft.nodeId) ?? true;
  const choices = nodeChoices(inventory, t.noResource);
  return (
    <Card title={t.what}>
      <div className="stack">
        <SelectField
          label={t.kind}
          help={kind?.help[language]}
          value={draft.kind}
          disabled={self !== undefined}
          onChange={(next) => {
            const chosen = kinds.find((one) => one.kind === next);
            onChange({ kind: next, config: {}, ...paceOf(chosen), ...(chosen?.byLine ? {} : { uplinkId: null }) });
          }}
          choices={kinds.map((one) => ({ value: one.kind, label: one.label[language] }))}
        />
        <TextField
          label={t.name}
          help={t.nameHelp}
          value={draft.name}
          required
          error={faultAt(error, '/name')}
          onChange={(name) => onChange({ name })}
        />
        {kind && (
          <KindFields
            key={kind.kind}
            kind={kind}
            config={draft.config}
            onChange={(config) => onChange({ config })}
            kept={kept}
            error={error}
          />
        )}
        {kind?.byLine && <ByLine uplinkId={draft.uplinkId} onChange={(uplinkId) => onChange({ uplinkId })} error={error} />}
        {may && (
          <SelectField
            label={t.resource}
            help={t.resourceHelp}
            value={draft.nodeId ?? '-'}
            error={faultAt(error, '/nodeId')}
            onChange={(key) => onChange({ nodeId: key === '-' ? null : key })}
            choices={
              known || draft.nodeId === null ? choices : [...choices, { value: draft.nodeId, label: `${draft.nodeId} (${t.goneResource})` }]
            }
          />
        )}
        <Sorting draft={draft} onChange={onChange} error={error} />
        <InFront self={self} behind={draft.behind} ownLine={draft.ownLine} onChange={onChange} />
      </div>
    </Card>
  );
}

function CheckForm({
  kinds,
  check,
  begin,
}: {
  readonly kinds: readonly ProbeKind[];
  readonly check: Check | undefined;
  readonly begin: Draft;
}) {
  const t = useTexts({ de, en });
  const href = useHref();
  const toast = useToast();
  const [, go] = useLocation();
  const [draft, setDraft] = useState(begin);
  const onDone = (saved: Check) => {
    toast({ text: t.saved(saved.name) });
    go(href(`watch/checks/${saved.id}`));
  };
  const add = useAction(addCheck, { onDone });
  const change = useAction(changeCheck, { onDone });
  const kind = kinds.find((one) => one.kind === draft.kind);
  const body = { ...draft, retryMs: Math.min(draft.retryMs, draft.intervalMs) };
  const error = useFaults(check ? change.error : add.error);
  // A try that was refused says at the fields what is wrong, as saving does.
  const [tried, setTried] = useState<unknown>(null);
  const triedFaults = useFaults(tried);
  const save = () => (check ? change.mutate({ params: { id: check.id }, body }) : add.mutate({ body }));
  const edit = (part: Partial<Draft>) => setDraft((was) => ({ ...was, ...part }));
  return (
    <Page
      title={check?.name ?? t.newTitle}
      headline={check ? t.editHeadline(check.name) : t.newHeadline}
      actions={<LinkButton href={href(check ? `watch/checks/${check.id}` : 'watch/checks')}>{t.cancel}</LinkButton>}
    >
      <Form onSubmit={save} submit={t.save} busy={add.isPending || change.isPending} error={error}>
        <What draft={draft} kinds={kinds} self={check?.id} kept={check?.secretsSet ?? []} onChange={edit} error={error ?? triedFaults} />
        {kind?.listens ? (
          check === undefined && <ReportingAhead kind={draft.kind} />
        ) : (
          <Trial
            checkId={check?.id}
            kind={draft.kind}
            config={draft.config}
            timeoutMs={draft.timeoutMs}
            uplinkId={draft.uplinkId}
            onFault={setTried}
          />
        )}
        <Schedule draft={draft} leastMs={kind?.pace?.leastMs ?? 0} onChange={edit} error={error} />
      </Form>
    </Page>
  );
}

const numberOrText = (kind: ProbeKind | undefined, name: string, text: string): unknown => {
  const properties = (kind?.schema['properties'] ?? {}) as Record<string, { type?: string }>;
  return properties[name]?.type === 'integer' ? Number(text) : text;
};

/** What a suggestion or a link brings along. */
function beginning(kinds: readonly ProbeKind[], search: URLSearchParams): Draft {
  const kind = kinds.find((one) => one.kind === search.get('kind')) ?? kinds[0];
  const fields = Object.keys(kind?.schema['properties'] ?? {});
  const config = Object.fromEntries(
    fields.flatMap((name) => {
      // The name of a DNS record and the name of the check would share a parameter: the record's is the domain it is about.
      const given = search.get(name === 'name' ? 'domain' : name);
      return given === null ? [] : [[name, numberOrText(kind, name, given)]];
    }),
  );
  const parsed = CheckInput.parse({
    name: 'x',
    kind: kind?.kind ?? 'http',
    config,
    nodeId: search.get('node'),
    uplinkId: search.get('line'),
    ownLine: search.get('own') === 'line',
    ...paceOf(kind),
  });
  return { ...parsed, name: search.get('name') ?? '' };
}

/** A new check, or an existing one to change. */
export default function CheckFormPage({ params }: PageProps) {
  const id = params['id'];
  const l = useTexts(list);
  const [search] = useSearchParams();
  const from = id ?? search.get('from');
  const kinds = useQueryOf(listProbeKinds);
  const check = useQueryOf(getCheck, { params: { id: from ?? '' } }, { enabled: from !== null });
  return (
    <Loaded query={kinds}>
      {({ kinds: all }) =>
        from === null ? (
          <CheckForm kinds={all} check={undefined} begin={beginning(all, search)} />
        ) : (
          <Loaded query={check}>
            {(found) =>
              id === undefined ? (
                <CheckForm kinds={all} check={undefined} begin={{ ...CheckInput.parse(found), name: l.copyOf(found.name) }} />
              ) : (
                <CheckForm kinds={all} check={found} begin={CheckInput.parse(found)} />
              )
            }
          </Loaded>
        )
      }
    </Loaded>
  );
}
