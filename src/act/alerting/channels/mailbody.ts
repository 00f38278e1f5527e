import { html } from '../../../prepare/darkpages/escape.ts';
import type { Message } from '../compose.ts';

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((part) => `<p style="margin:0 0 14px">${html(part).replaceAll('\n', '<br>')}</p>`)
    .join('');

/** The mail for programs that show HTML: no picture, nothing from elsewhere, a button that is a plain link. The text part says the same. */
export const mailHtml = ({ language, subject, lead, closing, button, link, mode }: Message): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${html(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f6f4ee;color:#1b1b1b;font:17px/1.5 Verdana,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#fff;border-top:6px solid ${mode === 'actual' ? '#c1121f' : '#0f5c66'}">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${html(subject)}</h1>
${paragraphs(lead)}
${
  link === ''
    ? ''
    : `<p style="margin:22px 0"><a href="${html(link)}" style="display:inline-block;padding:14px 22px;background:#0f5c66;color:#fff;text-decoration:none;border-radius:8px">${html(button)}</a></p>
<p style="margin:0 0 14px;font-size:14px;word-break:break-all">${html(link)}</p>`
}
<p style="margin:0;font-size:14px;color:#555">${html(closing).replaceAll('\n\n', '<br><br>')}</p>
</div></body></html>
`;
