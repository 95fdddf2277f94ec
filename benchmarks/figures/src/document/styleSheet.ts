/** The style of a page: system fonts, light, one column, narrow screens, and paper. */
export const styleSheet = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 66rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
  overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 0.5rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 2.5rem 0 0.75rem; padding-top: 0.75rem; border-top: 1px solid #ddd; }
main > section:first-child > h2 { margin-top: 0.75rem; padding-top: 0; border: 0; }
p { max-width: 46rem; margin: 0.6rem 0; }
.lead { color: #444; margin: 0 0 1rem; }
a { color: #00558a; }
a:focus-visible, summary:focus-visible { outline: 2px solid #0072b2; outline-offset: 2px; }
nav { margin: 1.5rem 0; padding: 0.75rem 1.25rem; background: #f6f7f8; border-radius: 4px; }
nav h2 { font-size: 1rem; margin: 0 0 0.25rem; padding: 0; border: 0; }
nav ul { margin: 0; padding-left: 1.2rem; columns: 2; }
.lines { max-width: 46rem; margin: 0.6rem 0; padding-left: 1.2rem; }
.lines li { margin: 0.2rem 0; }
.many { max-width: none; columns: 2; column-gap: 2rem; font-size: 0.92rem; }
.many li { break-inside: avoid; }
details { margin: 1rem 0; padding: 0.35rem 0.9rem; border: 1px solid #ddd; border-radius: 4px; }
summary { cursor: pointer; font-weight: 600; color: #00558a; }
figure { margin: 1.25rem 0 1.75rem; }
.whole { white-space: nowrap; }
.rows { overflow-x: auto; }
svg { display: block; max-width: 100%; height: auto; }
.narrow { display: none; }
figcaption { max-width: 46rem; margin-top: 0.4rem; font-size: 0.92rem; color: #333; }
table { border-collapse: collapse; margin: 0; font-size: 0.92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: 0.5rem; color: #333; max-width: 46rem; }
th, td { padding: 0.28rem 0.7rem; text-align: left; vertical-align: baseline; border-bottom: 1px solid #e2e2e2; }
th:first-child { padding-left: 0; }
tbody th, tbody td { white-space: nowrap; }
thead th { border-bottom: 2px solid #777; vertical-align: bottom; }
tbody th { font-weight: 400; }
thead .number, tbody .number { text-align: right; }
tbody .long { min-width: 11rem; white-space: normal; }
.rows { margin: 1rem 0 1.5rem; }
@media screen and (max-width: 700px) {
  body { padding: 1rem 0.7rem 3rem; }
  h1 { font-size: 1.45rem; }
  nav ul, .many { columns: 1; }
  .wide { display: none; }
  .narrow { display: block; }
  details { padding: 0.35rem 0.5rem; }
  .stacked, .stacked caption, .stacked tbody { display: block; }
  .stacked thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .stacked tr { display: block; padding: 0.4rem 0; border-bottom: 1px solid #bbb; }
  .stacked th, .stacked td { display: flex; justify-content: space-between; gap: 1rem; padding: 0.1rem 0;
    border: 0; white-space: normal; text-align: right; }
  .stacked tbody th { font-weight: 600; text-align: left; }
  .stacked td::before { content: attr(data-label); color: #555; text-align: left; }
  .stacked td:empty { display: none; }
}
@media print {
  @page { margin: 14mm; }
  :root { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  figure, table, tr, .lines li { break-inside: avoid; }
  h2, caption, summary { break-after: avoid; }
  h2 { margin-top: 1.5rem; }
  nav, .download { display: none; }
  .rows { overflow: visible; }
  tbody th, tbody td { white-space: normal; }
  tbody .long { min-width: 0; }
  th, td { padding: 0.15rem 0.4rem; }
}
`
