#pragma once

#include <string_view>

namespace latchkey::watch {

/// The whole look of the page for people; its colours are those of the sandbox's page.
inline constexpr std::string_view k_overview_style = R"css(
:root {
  color-scheme: light dark;
  --page: #f4f6f3; --card: #ffffff; --line: #e1e5df; --text: #1b201d; --soft: #56605a;
  --link: #0f5fa8; --good: #0d6b5e; --good-back: #e3efeb; --poorer: #8a4b00;
  --poorer-back: #fbeedb; --bad: #b3261e; --bad-back: #fbe6e4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #111412; --card: #1a1f1c; --line: #2a312d; --text: #e6eae7; --soft: #a0aba5;
    --link: #86bdf5; --good: #62c9b4; --good-back: #17302a; --poorer: #f0b565;
    --poorer-back: #33270f; --bad: #f2938b; --bad-back: #3a1a17;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 24px 16px 40px; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
main, footer, .top { max-width: 960px; margin: 0 auto; }
.top { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 12px; margin-bottom: 12px; }
.top strong { font-size: 18px; }
.soft, .top span, footer, .note { color: var(--soft); font-size: 14px; }
h1 { margin: 0; font-size: 26px; line-height: 1.25; text-wrap: balance; }
h2 { margin: 0 0 8px; font-size: 15px; font-weight: 600; color: var(--soft); }
p { margin: 0; }
.verdict { padding: 20px 22px; border-radius: 14px; border-left: 6px solid; }
.verdict p { margin-top: 6px; overflow-wrap: anywhere; }
.verdict.good { background: var(--good-back); border-color: var(--good); }
.verdict.poorer { background: var(--poorer-back); border-color: var(--poorer); }
.verdict.bad { background: var(--bad-back); border-color: var(--bad); }
.good h1 { color: var(--good); } .poorer h1 { color: var(--poorer); } .bad h1 { color: var(--bad); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); gap: 14px; }
.cards, section.card { margin-top: 14px; }
.cards section.card { margin-top: 0; }
.card {
  min-width: 0; padding: 16px 18px; background: var(--card); border: 1px solid var(--line);
  border-radius: 12px;
}
.big { font-size: 22px; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; margin: 8px 0 0; }
dt { color: var(--soft); font-size: 14px; white-space: nowrap; }
dd { margin: 0; font-size: 14px; text-align: right; }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: 10px 0; border-top: 1px solid var(--line); }
li:first-child { padding-top: 0; border-top: 0; }
li:last-child { padding-bottom: 0; }
.row { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; }
.row > * { min-width: 0; overflow-wrap: anywhere; }
.name { font-weight: 600; }
.state.good, .big.good { color: var(--good); }
.state.poorer, .big.poorer { color: var(--poorer); }
.state.bad, .big.bad { color: var(--bad); }
.note { overflow-wrap: anywhere; }
a { color: var(--link); }
footer { margin-top: 20px; }
footer p + p { margin-top: 4px; }
@media (max-width: 520px) {
  body { padding: 14px 12px 28px; }
  h1 { font-size: 22px; }
  .verdict { padding: 16px; }
}
)css";

}  // namespace latchkey::watch
