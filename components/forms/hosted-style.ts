/** The looks of a form's page. It stands in the page itself: nothing else is loaded, and the policy names it by its hash. */
export const hostedStyle = `:root{color-scheme:light dark;--ground:#f9f9fb;--card:#fff;--text:#1c2024;--muted:#60646c;--line:#e0e1e6;--edge:#8b8d98;--accent:#5b5bd6;--hover:#5151cd;--ring:#9b9ef0;--bad:#be2f10;--bad-fill:#feebe7;--ok:#267338;--ok-fill:#e9f6e9}
@media(prefers-color-scheme:dark){:root{--ground:#111113;--card:#18191b;--text:#edeef0;--muted:#b0b4ba;--line:#2e3135;--edge:#696e77;--ring:#5958b1;--bad:#ff977d;--bad-fill:#391714;--ok:#71d083;--ok-fill:#1b2a1e}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:15px/22px Inter,ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:560px;margin:0 auto;padding:40px 16px}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:28px;box-shadow:0 1px 2px #0000000a,0 6px 16px -8px #00000014}
h1{margin:0;font-size:22px;line-height:30px;font-weight:600;letter-spacing:-.01em}
p{margin:0}
.intro{margin-top:6px;color:var(--muted);white-space:pre-line}
form{display:grid;gap:18px;margin-top:22px}
.field{display:grid;gap:6px;min-width:0;margin:0;padding:0;border:0}
label,legend{padding:0;font-size:14px;line-height:20px;font-weight:500}
legend{margin-bottom:6px}
.optional{color:var(--muted);font-weight:400}
input,textarea,select,button{font:inherit;color:inherit}
input:not([type=checkbox]):not([type=radio]),textarea,select{width:100%;min-width:0;min-height:40px;padding:8px 12px;border:1px solid var(--edge);border-radius:8px;background:var(--card);font-size:16px}
textarea{min-height:120px;resize:vertical}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
[aria-invalid]{border-color:var(--bad)!important}
input[type=checkbox],input[type=radio]{width:18px;height:18px;flex:none;margin:2px 0 0;accent-color:var(--accent)}
.option{display:flex;gap:10px;align-items:flex-start;padding:5px 0;font-weight:400}
.hint{color:var(--muted);font-size:13px;line-height:18px}
.error{color:var(--bad);font-size:13px;line-height:18px}
.notice{margin-top:18px;padding:12px 14px;border-radius:8px;background:var(--bad-fill);font-size:14px;line-height:20px}
.notice a{color:inherit}
.notice ul{margin:6px 0 0;padding-left:18px}
button{justify-self:start;min-height:40px;padding:8px 20px;border:0;border-radius:8px;background:var(--accent);color:#fff;font-weight:600;cursor:pointer}
button:hover{background:var(--hover)}
.trap{position:absolute;left:-10000px;width:1px;height:1px;overflow:hidden}
.done{display:grid;place-items:center;width:44px;height:44px;margin-bottom:14px;border-radius:12px;background:var(--ok-fill);color:var(--ok)}
a{color:inherit}
.again{margin-top:18px;font-size:14px}
.inside{background:var(--card)}
.inside main{max-width:none;padding:0}
.inside .card{border:0;border-radius:0;box-shadow:none;padding:20px}
@media(max-width:480px){main{padding:16px 12px}.card{padding:20px}button{width:100%}}`;
