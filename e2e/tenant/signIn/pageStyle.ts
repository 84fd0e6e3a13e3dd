import { createHash } from 'node:crypto';

/** The sign-in pages' only style sheet: light and dark, one column, wide enough to touch. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ground:#eef1f6;--card:#fff;--ink:#1c2230;--soft:#586274;--line:#d5dbe6;--accent:#1f5fbf;--on:#fff;--warn:#9a3412}
@media (prefers-color-scheme:dark){:root{--ground:#12151c;--card:#1c212b;--ink:#eef1f6;--soft:#a7b0c0;--line:#333b4a;--accent:#7fb0ff;--on:#0c1420;--warn:#fdba74}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.45 system-ui,"Segoe UI",sans-serif;display:flex;justify-content:center;padding:32px 16px}
main{width:100%;max-width:480px;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:28px;align-self:flex-start}
.tenant{display:flex;align-items:center;gap:10px;margin:0 0 18px;font-weight:600}
.mark{width:22px;height:22px;border-radius:6px;background:var(--accent)}
.badge{margin-inline-start:auto;border:1px solid var(--line);border-radius:999px;padding:2px 10px;font-size:13px;font-weight:500;color:var(--soft)}
h1{font-size:24px;line-height:1.25;margin:0 0 6px}
h2{font-size:14px;color:var(--soft);margin:22px 0 8px;font-weight:600}
p{margin:0 0 14px;color:var(--soft);overflow-wrap:anywhere}
ul{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:minmax(0,1fr);gap:8px}
button,.plain{width:100%;min-height:52px;display:flex;align-items:center;gap:12px;padding:10px 14px;border:1px solid var(--line);border-radius:8px;background:none;color:inherit;font:inherit;text-align:start;text-decoration:none;cursor:pointer}
button:hover,.plain:hover{border-color:var(--accent)}
button:focus-visible,.plain:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.who{flex:1;min-width:0}
.name,.upn{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.upn{font-size:13px;color:var(--soft)}
.role{font-size:13px;color:var(--accent);font-weight:600;white-space:nowrap}
.role.off{color:var(--warn)}
.primary{background:var(--accent);color:var(--on);border-color:var(--accent);font-weight:600;justify-content:center}
.plain{justify-content:center;margin-top:8px}
form+p{margin-top:18px}
label{display:block;font-size:14px;margin:8px 0 4px}
input:not([type=hidden]){width:100%;min-height:44px;padding:8px 12px;border:1px solid var(--line);border-radius:8px;background:var(--card);color:inherit;font:inherit;margin-bottom:8px}
code{font-size:13px;overflow-wrap:anywhere}
`;

/** What a page may load: this style and nothing else. No `form-action`: it would stop the redirect back. */
export const PAGE_SECURITY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
