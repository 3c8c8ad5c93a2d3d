import { markup } from "@salon/api";
import type { Html } from "@salon/api";

export { markup, type Html };

/** A whole page; its style comes with it, and nothing from elsewhere. */
export function page(title: string, body: Html): string {
  const style = { markup: `<style>${STYLE}</style>` };
  const head = markup`<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>${title}</title>${style}`;
  return markup`<!doctype html><html lang="en"><head>${head}</head>
<body><main><h1>${title}</h1>${body}</main></body></html>`.markup;
}

/** Named by its hash in the pages' content policy. */
export const STYLE = `:root{color-scheme:light dark;--line:light-dark(#e3ddd8,#3a3633);--muted:light-dark(#6d6560,#a59d97);--link:light-dark(#9b2c4f,#f08cab)}
body{margin:0;font:16px/1.6 system-ui,sans-serif;background:light-dark(#fbf9f7,#171514);color:light-dark(#26211e,#ece7e3)}
main{max-width:44rem;margin:0 auto;padding:3rem 1.25rem}h1{font-size:1.7rem;line-height:1.2;margin:0 0 1rem}
a{color:var(--link)}code,pre{font:.9em ui-monospace,monospace}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.5rem 0 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.4rem 1.25rem}dd{margin:0;color:var(--muted)}
article{border:1px solid var(--line);border-radius:.6rem;padding:1rem;margin:0 0 1rem}small,.muted{color:var(--muted)}
form{display:grid;gap:.75rem;max-width:22rem}input,textarea,button{font:inherit;padding:.55rem .7rem;border-radius:.4rem;border:1px solid var(--line)}
button{background:#9b2c4f;color:#fff;border:0;cursor:pointer}button:disabled{opacity:.5}button.quiet{background:none;color:var(--link);border:1px solid currentColor}
[hidden]{display:none!important}h2{font-size:1.2rem;margin:1rem 0}h2:focus{outline:0}fieldset{display:grid;gap:.5rem;margin:0;padding:1rem;border:1px solid var(--line);border-radius:.6rem}
[role=alert]:not(:empty){padding:.75rem 1rem;border-left:4px solid #b3261e;background:light-dark(#fbe9e7,#3a1f1c)}dialog{border:1px solid var(--line);border-radius:.6rem}dialog :is(h2,p){margin:0}`;
