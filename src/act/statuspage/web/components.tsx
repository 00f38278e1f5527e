import { useState } from 'react';
import { readInventory } from '../../../know/inventory/inventory.contract.ts';
import { listChecks } from '../../../watch/checks/checks.contract.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { changeStatusDraft, type StatusPageView } from '../statuspage.contract.ts';
import { de, en } from '../statuspage.texts.ts';
import { type Component, ComponentOf } from '../statuspage.ts';
import { inLanguage } from '../words.ts';
import css from './statuspage.module.css';
import { useFaults } from './usefaults.ts';
import { publicWords, typed, WordsFields } from './wordsfields.tsx';

type Draft = StatusPageView['draft'];
type Typed = Omit<Component, 'key'> & { readonly key: string | null };

/** What a component may take its state from, by a key for the list. */
function useChoices(enabled = true) {
  const t = useTexts({ de, en }).components;
  const checks = useQueryOf(listChecks, { query: {} }, { topics: ['check'], enabled });
  const inventory = useQueryOf(readInventory, undefined, { topics: ['asset', 'node'], enabled });
  const all = checks.data?.checks ?? [];
  const groups = [...new Set(all.flatMap(({ group }) => (group === null ? [] : [group])))].sort();
  const choice = (of: ComponentOf, name: string) => ({ value: JSON.stringify(of), label: t.choice(of.kind, name) });
  const choices = [
    ...groups.map((name) => choice({ kind: 'group', name }, name)),
    ...all.map(({ id, name }) => choice({ kind: 'check', id }, name)),
    ...(inventory.data?.nodes ?? [])
      .filter(({ kind }) => kind === 'process')
      .map(({ key, name }) => choice({ kind: 'process', key }, name)),
  ];
  return { checks, choices };
}

function ComponentForm({ draft, at, onDone }: { readonly draft: Draft; readonly at: number | null; readonly onDone: () => void }) {
  const t = useTexts({ de, en });
  const href = useHref();
  const before = at === null ? undefined : draft.components[at];
  const { checks, choices } = useChoices();
  const [of, setOf] = useState(before ? JSON.stringify(before.of) : '');
  const [name, setName] = useState(typed(before?.name ?? null));
  const save = useAction(changeStatusDraft, { onDone });
  const error = useFaults(save.error);
  const place = at ?? draft.components.length;
  const components = (): Typed[] => {
    const next: Typed = { key: before?.key ?? null, of: ComponentOf.parse(JSON.parse(of)), name: publicWords(name) };
    return at === null ? [...draft.components, next] : draft.components.map((one, n) => (n === at ? next : one));
  };
  return (
    <Loaded query={checks}>
      {({ checks: all }) =>
        all.length === 0 ? (
          <div className="stack">
            <p>{t.components.noChecks}</p>
            <LinkButton href={href('watch/checks')}>{t.components.toChecks}</LinkButton>
          </div>
        ) : (
          <Form
            submit={t.components.submit}
            busy={save.isPending}
            error={error}
            onSubmit={() => save.mutate({ body: { ...draft, components: components() } })}
          >
            <SelectField
              label={t.components.of}
              help={t.components.ofHelp}
              value={choices.some(({ value }) => value === of) ? of : ''}
              required
              onChange={setOf}
              choices={choices}
            />
            <WordsFields
              label={t.components.name}
              help={t.components.nameHelp}
              value={name}
              onChange={setName}
              error={error}
              pointer={`/components/${place}/name`}
            />
          </Form>
        )
      }
    </Loaded>
  );
}

/** What is shown, under which name, in which order. */
export function Components({ page, may }: { readonly page: StatusPageView; readonly may: boolean }) {
  const t = useTexts({ de, en }).components;
  const { language } = useLanguage();
  const toast = useToast();
  const [edited, setEdited] = useState<number | 'new' | null>(null);
  const save = useAction(changeStatusDraft);
  const { draft } = page;
  const { choices } = useChoices(may && draft.components.length > 0);
  const source = ({ of }: Component) => choices.find(({ value }) => value === JSON.stringify(of))?.label;
  const put = (components: readonly Typed[]) => save.mutateAsync({ body: { ...draft, components: [...components] } });
  const nameOf = ({ name }: Component) => inLanguage(name, language).text;
  const remove = async (one: Component) => {
    await put(draft.components.filter(({ key }) => key !== one.key));
    toast({ text: t.removed(nameOf(one)), undo: () => put(draft.components) });
  };
  const up = (at: number) => {
    const { [at]: moved, [at - 1]: other } = draft.components;
    if (moved && other) return put(draft.components.map((one, n) => (n === at - 1 ? moved : n === at ? other : one)));
    return undefined;
  };
  return (
    <Card title={t.title}>
      <div className="stack">
        <p className="muted">{t.about}</p>
        {draft.components.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <ol className={css['list']}>
            {draft.components.map((one, n) => (
              <li key={one.key}>
                <div className={css['what']}>
                  <b>{nameOf(one)}</b>
                  {source(one) !== undefined && <p className="small muted">{source(one)}</p>}
                  {page.orphans.includes(one.key) && <p className="small">{t.unwatched}</p>}
                </div>
                {may && (
                  <div className="row">
                    {n > 0 && (
                      <Button kind="plain" small aria-label={t.up(nameOf(one))} onClick={() => up(n)}>
                        ↑
                      </Button>
                    )}
                    <Button kind="plain" small onClick={() => setEdited(n)}>
                      {t.change}
                    </Button>
                    <Button kind="plain" small onClick={() => remove(one)}>
                      {t.remove}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ol>
        )}
        <FaultNote error={save.error} />
        {may && (
          <div>
            <Button kind={draft.components.length === 0 ? 'main' : 'quiet'} onClick={() => setEdited('new')}>
              {t.add}
            </Button>
          </div>
        )}
      </div>
      <Dialog open={edited !== null} onClose={() => setEdited(null)} title={t.addTitle}>
        <ComponentForm draft={draft} at={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />
      </Dialog>
    </Card>
  );
}
