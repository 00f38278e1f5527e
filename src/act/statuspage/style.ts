import { policyFor } from '../../prepare/darkpages/style.ts';

/** The whole style of the status page: paper and ink, light and dark, from 320 px to print; system fonts, nothing is fetched. */
export const STYLE = [
  ':root{color-scheme:light dark;--p:#faf8f3;--s:#fff;--l:#c9c2b1;--i:#1b2024;--m:#4d555c;--a:#0f5c68;--o:#2f7a56;--d:#a3390f;--k:#c07f10;--u:#a39c8b;--v:#e6e1d4}',
  '@media(prefers-color-scheme:dark){:root{--p:#14181b;--s:#1c2226;--l:#44505a;--i:#f0ede6;--m:#b6bcc0;--a:#6cc0cc;--o:#6fbf95;--d:#f08a5d;--k:#e0b058;--u:#6b767d;--v:#2b3338}}',
  '*{box-sizing:border-box}',
  'body{margin:0;background:var(--p);color:var(--i);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}',
  'header,main,footer{max-width:50rem;margin:0 auto;padding:1rem}',
  'header{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center;justify-content:space-between;border-bottom:1px solid var(--l)}header b{font-size:1.125rem}',
  'h1{font-size:1.75rem;line-height:1.2;margin:1rem 0;border-left:.4rem solid var(--u);padding-left:.8rem}',
  'h1.up{border-color:var(--o)}h1.down,h1.disruption{border-color:var(--d)}h1.checking{border-color:var(--k)}',
  'h2{font-size:1.25rem;margin:2rem 0 .5rem}h3{font-size:1.0625rem;margin:0}p{margin:.4rem 0}',
  'a{color:var(--a)}a:focus-visible,summary:focus-visible{outline:3px solid var(--a);outline-offset:2px}',
  '.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--s);padding:.5rem}',
  '.stamp{color:var(--m)}.stamp b{color:var(--i)}',
  '.card{background:var(--s);border:1px solid var(--l);border-radius:8px;padding:.8rem 1rem;margin:.6rem 0;break-inside:avoid}',
  '.card.now{border-left:.4rem solid var(--d)}',
  '.row{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;align-items:baseline}',
  '.state{font-weight:600;white-space:nowrap}.state.up{color:var(--o)}.state.down{color:var(--d)}.state.unknown,.state.maintenance,.state.checking{color:var(--m)}',
  '.state::before{margin-right:.4rem}.state.up::before{content:"●"}.state.down::before{content:"■"}.state.checking::before{content:"◐"}.state.maintenance::before{content:"◇"}.state.unknown::before{content:"○"}',
  '.days{display:block;width:100%;height:2.2rem;margin:.5rem 0 .1rem;-webkit-print-color-adjust:exact;print-color-adjust:exact}',
  '.fo{fill:var(--o)}.fk{fill:var(--k)}.fd{fill:var(--d)}.fu{fill:var(--u)}.fv{fill:var(--v)}',
  '.ends{display:flex;justify-content:space-between}',
  'small,.ends,.times,footer{color:var(--m);font-size:.9375rem}',
  'details{font-size:.9375rem;margin-top:.3rem}summary{cursor:pointer;color:var(--a);padding:.25rem 0}',
  'ul{margin:.25rem 0;padding-left:1.3rem}.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;color:var(--m);font-size:.9375rem}.legend svg{width:.55rem;height:1.4rem;vertical-align:middle;margin-right:.45rem;-webkit-print-color-adjust:exact;print-color-adjust:exact}',
  '.messages{list-style:none;padding:0;margin:.5rem 0 0;border-left:2px solid var(--l)}.messages li{padding:.1rem 0 .4rem .8rem}.messages p{margin:.1rem 0}',
  '.ghost{position:absolute;width:0;height:0}',
  'footer{border-top:1px solid var(--l);margin-top:2rem}footer ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}',
  '@media print{body{background:#fff;color:#000}.skip,nav,summary{display:none}a{color:inherit}main,header,footer{max-width:none}}',
].join('');

export const STATUS_CSP = policyFor(STYLE);
