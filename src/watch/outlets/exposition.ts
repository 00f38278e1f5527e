/** One number of a family, told apart by its labels. */
export type Sample = { readonly labels: Readonly<Record<string, string>>; readonly value: number };

export type Family = {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly samples: readonly Sample[];
};

/** Label values: backslash, quote and line feed are escaped, everything else is UTF-8 as it is. */
const quoted = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
const help = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

/** The text format of Prometheus, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats). Families without samples are left out. */
export function exposition(families: readonly Family[]): string {
  return families
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help: about, type, samples }) => {
      const lines = samples.map(({ labels, value }) => {
        const pairs = Object.entries(labels).map(([label, text]) => `${label}=${quoted(text)}`);
        return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}\n`;
      });
      return `# HELP ${name} ${help(about)}\n# TYPE ${name} ${type}\n${lines.join('')}`;
    })
    .join('');
}
