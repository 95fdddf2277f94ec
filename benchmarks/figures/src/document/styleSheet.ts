/** The style of a page: system fonts, light, one column, and whole figures on paper. */
export const styleSheet = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 66rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 0.75rem; }
h2 { font-size: 1.35rem; margin: 2.75rem 0 0.75rem; padding-top: 0.75rem; border-top: 1px solid #ddd; }
p { max-width: 44rem; }
.lead { font-size: 1.1rem; color: #333; }
a { color: #00558a; }
a:focus-visible { outline: 2px solid #0072b2; outline-offset: 2px; }
nav { margin: 1.5rem 0; padding: 0.75rem 1.25rem; background: #f6f7f8; border-radius: 4px; }
nav h2 { font-size: 1rem; margin: 0 0 0.25rem; padding: 0; border: 0; }
nav ul { margin: 0; padding-left: 1.2rem; }
figure { margin: 1.5rem 0 2rem; }
.drawing, .rows { overflow-x: auto; }
svg { display: block; height: auto; }
figcaption { max-width: 44rem; margin-top: 0.5rem; font-size: 0.92rem; color: #333; }
table { border-collapse: collapse; margin: 0; font-size: 0.92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: 0.5rem; color: #333; }
th, td { padding: 0.3rem 0.8rem; text-align: left; vertical-align: baseline; border-bottom: 1px solid #e2e2e2; }
thead th { border-bottom: 2px solid #777; }
tbody th { font-weight: 600; }
.number { text-align: right; }
.long { min-width: 12rem; }
.rows { margin: 1.25rem 0 2rem; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  figure, tr { break-inside: avoid; }
  h2, caption { break-after: avoid; }
  .drawing, .rows { overflow: visible; }
  svg { max-width: 100%; }
  .download { display: none; }
}
`
