import { page, table } from '@momenta/bench-figures'
import t from 'tap'
import { columns, isWellFormed, lines } from './drawings.js'

t.test('a page stands alone', async (t) => {
  const svg = lines([{ series: 'A', x: [1], y: [1] }])
  const html = page({
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
        ],
      },
      { id: 'two', title: 'Two', blocks: [] },
    ],
  })
  const links = Array.from(html.matchAll(/ (?:href|src)="([^"]*)"/g), ([, link]) => link as string)
  t.ok(links.every((link) => link.startsWith('#') || link.startsWith('data:')))
  t.notMatch(html, /https?:|<script|@import|url\(/)
  const data = links.find((link) => link.startsWith('data:'))?.split(',')[1] ?? ''
  t.equal(Buffer.from(data, 'base64').toString('utf8'), '{"name":"é","values":[1,2]}')
  t.ok(isWellFormed(/<body>(.*)<\/body>/s.exec(html)?.[0] as string))
  t.match(html, '<p>x &lt; y</p>')
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
})
