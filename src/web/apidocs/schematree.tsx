import { useTexts } from '../language.tsx';
import css from './apidocs.module.css';
import { de, en } from './apidocs.texts.ts';
import { type DocSchema, propertiesOf, typeWords } from './openapi.ts';

const DEEPEST = 6;

/** The fields of a schema, nested. */
export function SchemaTree({ schema, depth = 0 }: { readonly schema: DocSchema; readonly depth?: number }) {
  const t = useTexts({ de, en });
  const properties = propertiesOf(schema);
  if (properties.length === 0) return depth === 0 ? <p className="mono small">{typeWords(schema)}</p> : null;
  return (
    <ul className={css['tree']} lang="en">
      {properties.map(([name, inner, required]) => (
        <li key={name}>
          <code>{name}</code> <span className="muted">{typeWords(inner)}</span>
          {required && <span className={css['required']}> {t.required}</span>}
          {inner.description !== undefined && <span className="muted"> · {inner.description}</span>}
          {depth < DEEPEST && <SchemaTree schema={inner} depth={depth + 1} />}
        </li>
      ))}
    </ul>
  );
}
