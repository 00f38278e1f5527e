import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ProblemError } from '../call.ts';
import { useTexts } from '../language.tsx';
import { LinkButton } from '../parts/button.tsx';
import { Card } from '../parts/card.tsx';
import { Chip } from '../parts/chip.tsx';
import { Loaded } from '../parts/fault.tsx';
import { Page } from '../parts/page.tsx';
import { usePlace } from '../place.ts';
import css from './apidocs.module.css';
import { de, en } from './apidocs.texts.ts';
import { type Entry, entriesOf, OpenApi } from './openapi.ts';
import { SchemaTree } from './schematree.tsx';

const DOCUMENT = '/api/v1/openapi.json';

async function read(): Promise<readonly Entry[]> {
  const response = await fetch(DOCUMENT);
  if (!response.ok)
    throw new ProblemError({ type: 'about:blank', title: response.statusText, status: response.status, code: `http-${response.status}` });
  return entriesOf(OpenApi.parse(await response.json()));
}

function Endpoint({ entry }: { readonly entry: Entry }) {
  const t = useTexts({ de, en });
  return (
    <details className={css['entry']}>
      <summary>
        <span className={`${css['method']} ${css[entry.method] ?? ''}`}>{entry.method}</span>
        <code className={css['path']}>{entry.path}</code>
        <span className={css['summary']} lang="en">
          {entry.summary} {entry.open && <Chip>{t.open}</Chip>}
        </span>
      </summary>
      <div className={css['inside']}>
        {entry.parameters.length > 0 && (
          <>
            <h4>{t.parameters}</h4>
            <SchemaTree
              schema={{
                properties: Object.fromEntries(entry.parameters.map(({ name, schema }) => [name, schema])),
                required: entry.parameters.flatMap(({ name, required }) => (required ? [name] : [])),
              }}
            />
          </>
        )}
        {entry.body && (
          <>
            <h4>{t.body}</h4>
            <SchemaTree schema={entry.body} />
          </>
        )}
        {entry.answers.map(({ status, schema }) => (
          <div key={status}>
            <h4>{t.answer(status)}</h4>
            {schema ? <SchemaTree schema={schema} /> : <p className="muted small">{t.noBody}</p>}
          </div>
        ))}
      </div>
    </details>
  );
}

function Listing({ entries }: { readonly entries: readonly Entry[] }) {
  const t = useTexts({ de, en });
  const id = useId();
  const [search, setSearch] = useState('');
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(({ method, path, summary, tag }) => {
    const text = `${method} ${path} ${summary} ${tag}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const groups = [...Map.groupBy(found, ({ tag }) => tag)];
  return (
    <>
      <div className={css['search']}>
        <label htmlFor={id} className="visually-hidden">
          {t.search}
        </label>
        <input id={id} type="search" placeholder={t.search} value={search} onChange={(event) => setSearch(event.target.value)} />
        <output className="muted small">{found.length === 0 ? t.nothing(search) : t.found(found.length)}</output>
      </div>
      {groups.map(([tag, inGroup]) => (
        <section key={tag} aria-labelledby={`${id}-${tag}`} className={css['group']}>
          <h2 id={`${id}-${tag}`}>{tag}</h2>
          {inGroup.map((entry) => (
            <Endpoint key={`${entry.method} ${entry.path}`} entry={entry} />
          ))}
        </section>
      ))}
    </>
  );
}

/** The API as the server itself describes it, to read and to search. */
export default function ApiDocsPage() {
  const t = useTexts({ de, en });
  const { org } = usePlace();
  const entries = useQuery({ queryKey: ['', DOCUMENT], queryFn: read, staleTime: Number.POSITIVE_INFINITY });
  return (
    <Page
      title={t.title}
      headline={entries.data ? t.headline(entries.data.length) : t.title}
      sub={t.sub}
      actions={
        <LinkButton href={DOCUMENT} download="krisenfest-openapi.json">
          {t.file}
        </LinkButton>
      }
    >
      <Card title={t.how}>
        <ul>
          {t.howText.map((line, index) => (
            <li key={line}>
              {line} {index === 1 && <code>{org.slug}</code>}
            </li>
          ))}
        </ul>
        <pre className={css['example']} aria-label={t.example}>
          {`curl -H "Authorization: Bearer kf_…" \\\n  ${window.location.origin}/api/v1/organisations/${org.slug}/people`}
        </pre>
      </Card>
      <Loaded query={entries}>{(data) => <Listing entries={data} />}</Loaded>
    </Page>
  );
}
