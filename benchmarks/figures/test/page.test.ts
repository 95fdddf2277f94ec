import { dataFiles, figuresIn, page, type Report, table } from '@momenta/bench-figures'
import t from 'tap'
import { columns, isWellFormed, lines } from './drawings.js'

t.test('a page stands alone, and its data lie beside it', async (t) => {
  const svg = lines([{ series: 'A', x: [1], y: [1] }])
  const report = {
    title: 'a < b',
    lead: 'Lead & more',
    sections: [
      {
        id: 'one',
        title: 'One <',
        blocks: [
          { kind: 'text', text: 'x < y' },
          { kind: 'figure', id: 'f', svg, caption: 'C', data: { name: 'é', values: [1, 2] } },
          { kind: 'table', html: table([['Adam', 1]], columns, 'L') },
          { kind: 'list', items: [{ text: 'a < b' }, { text: 'two', link: 'two' }] },
          {
            kind: 'details',
            summary: 'More',
            blocks: [
              { kind: 'figure', id: 'g', svg: lines([], { id: 'g' }), caption: '', data: null },
              { kind: 'data', name: 'rows', data: [0.123456789] },
            ],
          },
        ],
      },
      { id: 'two', title: 'Two', blocks: [] },
    ],
  } satisfies Report
  const html = page(report)
  const links = Array.from(html.matchAll(/ (?:href|src)="([^"]*)"/g), ([, link]) => link as string)
  const files = dataFiles(report.sections)
  t.strictSame(
    links.filter((link) => !link.startsWith('#')),
    files.map(({ path }) => path),
  )
  t.notMatch(html, /https?:|<script|@import|url\(/)
  t.strictSame(files, [
    { path: 'data/f.json', text: '{"name":"é","values":[1,2]}\n' },
    { path: 'data/g.json', text: 'null\n' },
    { path: 'data/rows.json', text: '[0.1234568]\n' },
  ])
  t.ok(isWellFormed(/<body>(.*)<\/body>/s.exec(html)?.[0] as string))
  t.match(html, '<p>x &lt; y</p>')
  t.match(html, '<li>a &lt; b</li><li><a href="#two">two</a></li>')
  t.match(html, '<details><summary>More</summary>')
  const ids = Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id]) => id)
  t.equal(new Set(ids).size, ids.length, 'no id twice')
  t.ok(
    links.filter((link) => link.startsWith('#')).every((link) => ids.includes(link.slice(1))),
    'no link into the void',
  )
  const section = { id: 'one', title: '', blocks: [] }
  t.throws(() => page({ title: '', lead: '', sections: [section, section] }), {
    message: /got "one" twice; rename one/,
  })
  t.throws(() => page({ title: '', lead: '', sections: [{ ...section, id: 'contents' }] }))
  const rows = { kind: 'data', name: 'rows', data: [] } as const
  const twice = [{ ...section, blocks: [rows, rows] }]
  t.throws(() => page({ title: '', lead: '', sections: twice }), /got "rows" twice/)
})

t.test('a folded figure counts, and the first section comes before the contents', async (t) => {
  const svg = lines([])
  const figure = { kind: 'figure', id: 'f', svg, caption: '', data: null } as const
  const details = { kind: 'details', summary: '', blocks: [figure] } as const
  const section = { id: 'one', title: 'One', blocks: [figure, details] }
  t.throws(() => page({ title: '', lead: '', sections: [section] }), /got "f" twice/)
  t.strictSame(figuresIn([details, figure]), [figure, figure])
  const html = page({ title: '', lead: '', sections: [{ ...section, blocks: [figure] }] })
  t.ok(html.indexOf('id="one"') < html.indexOf('id="contents"'))
})

t.test('a line of prose does not break within an option, a share or a setting', async (t) => {
  const text = 'bench -- --preset small --out a: 9.5 % with C = 20, λ = 0.99 < 1--2'
  const html = page({
    title: '',
    lead: '',
    sections: [{ id: 'a', title: 'A', blocks: [{ kind: 'text', text }] }],
  })
  t.strictSame(
    Array.from(html.matchAll(/<span class="whole">([^<]*)<\/span>/g), ([, words]) => words),
    ['--preset', '--out', '9.5 %', 'C = 20', 'λ = 0.99'],
  )
  t.match(html, ' &lt; 1--2</p>')
  t.match(html, '.whole { white-space: nowrap; }')
})
