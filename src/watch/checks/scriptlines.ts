/** What a script would say, in the words of the language of the interface. */
export type Example = { readonly message: string; readonly figure: string };

const resultOf = ({ message, figure }: Example) => ({ state: 'degraded', message, figures: { [figure]: 12 }, tookMs: 850 });

/** A line for bash that reports a result to this address. */
export const bashLine = (url: string, example: Example): string =>
  `curl -fsS -m 10 --retry 5 -H 'Content-Type: application/json' -d '${JSON.stringify(resultOf(example))}' ${url}/result`;

/** The same for PowerShell, also for the one that comes with Windows: it encodes by the charset of the content type. */
export const powershellLines = (url: string, { message, figure }: Example): string =>
  [
    `$result = @{ state = 'degraded'; message = '${message}'; figures = @{ '${figure}' = 12 }; tookMs = 850 }`,
    `Invoke-RestMethod -Method Post -Uri ${url}/result -ContentType 'application/json; charset=utf-8' -Body ($result | ConvertTo-Json)`,
  ].join('\n');
