import { markdownTable, table } from '@momenta/bench-figures'
import t from 'tap'
import { columns, isWellFormed, lines, type Row } from './drawings.js'

t.test('tables write numbers as readers do', async (t) => {
  const cells: readonly (readonly [number, string])[] = [
    [0.1 + 0.2, '0.3'],
    [0.00123456, '0.00123'],
    [1e-6, '1e-6'],
    [123456, '1.23e5'],
    [200, '200'],
    [-0, '0'],
    [Number.NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ]
  t.strictSame(
    markdownTable(
      cells.map(([value]): Row => ['a', value]),
      columns,
      'C',
    )
      .split('\n')
      .slice(4, -1),
    cells.map(([, text]) => `| a | ${text} |`),
  )
  t.equal(
    table([['Adam', 0.25] as const, ['none', null] as const], columns, 'Losses'),
    '<table><caption>Losses</caption>' +
      '<thead><tr><th scope="col">optimizer</th><th scope="col" class="number">loss</th></tr></thead>' +
      '<tbody><tr><th scope="row">Adam</th><td class="number">0.25</td></tr>' +
      '<tr><th scope="row">none</th><td class="number"></td></tr></tbody></table>',
  )
  const bold = [{ ...columns[0], bold: ([name]: Row) => name === 'Adam' }, columns[1]]
  const html = table([['Adam', 1] as const, ['none', 2] as const], bold as typeof columns, 'C')
  t.match(html, '<th scope="row"><strong>Adam</strong></th>')
  t.match(html, '<th scope="row">none</th>')
  const wide = table([['a name of a method', 1] as const], [...columns, ...columns], 'C')
  t.match(wide, '<table class="stacked">', 'a wide table can be written row under row')
  t.match(wide, '<td class="number" data-label="loss">1</td>')
  t.match(table([], columns, 'C'), /<td colspan="2">no data<\/td>/)
  t.equal(markdownTable([], columns, 'C'), 'C\n\n| optimizer | loss |\n| :-- | :-- |\n')
})

t.test('text cannot become markup', async (t) => {
  const nasty = `<b a="1">&amp; | 'x' *y* \u0000`
  const escaped = '&lt;b a=&quot;1&quot;&gt;&amp;amp; | &#39;x&#39; *y* \ufffd'
  t.match(table([[nasty, 1]], columns, nasty), `<caption>${escaped}</caption>`)
  const [caption, , , , row] = markdownTable([['a|b\n<i>', 1]], columns, '*c*').split('\n')
  t.strictSame([caption, row], ['\\*c\\*', '| a\\|b \\<i\\> | 1 |'])
  const svg = lines([{ series: nasty, x: [1], y: [1] }], { series: [nasty], title: nasty })
  t.ok(isWellFormed(svg))
  t.match(svg, `<title id="f-title">${escaped}</title>`)
})
