import { arrowPlot } from '@momenta/bench-figures'
import t from 'tap'
import {
  arrows,
  contours,
  frameOf,
  intervals,
  isWellFormed,
  lines,
  plane,
  textsOf,
} from './drawings.js'

t.test('what all panels share is written once', async (t) => {
  const line = { series: 'A', x: [0, 10], y: [0, 100] }
  const options = {
    x: { label: 'step', scale: 'linear', domain: [0, 10] },
    y: { label: 'loss', scale: 'linear', domain: [0, 100] },
    columns: ['C1', 'C2'],
    rows: ['R1', 'R2'],
    panels: [[{ lines: [line] }, { lines: [line] }], [{ lines: [line] }]],
  } as const
  const count = (texts: readonly string[], text: string): number =>
    texts.filter((each) => each === text).length
  const shared = textsOf(lines([], options))
  // the right column ends in row 1, the left one in row 2: two x axes; the left column has two y
  // axes
  t.equal(count(shared, '10'), 2)
  t.equal(count(shared, '100'), 2)
  for (const text of ['step', 'loss', 'C1', 'C2', 'R1', 'R2', 'A'])
    t.equal(count(shared, text), 1, text)
  const own = textsOf(
    lines([], {
      ...options,
      panels: [
        [
          { lines: [line] },
          { lines: [line], y: { label: 'accuracy', scale: 'linear', domain: [0, 100] } },
        ],
      ],
    }),
  )
  t.equal(count(own, '100'), 2, 'an axis of its own has labels of its own')
  t.equal(count(own, 'accuracy'), 1)
})

t.test('references are lines across the panel, named in the legend', async (t) => {
  const svg = lines([], {
    panels: [
      [
        {
          lines: [],
          references: [
            { label: 'paper', axis: 'y', value: 25 },
            { label: 'far', axis: 'x', value: 11 },
          ],
        },
      ],
    ],
  })
  const [left, top] = frameOf(svg)
  const drawn = Array.from(svg.matchAll(/class="reference" d="([^"]*)"/g), ([, d]) => d)
  t.strictSame(drawn, [`M${left.toFixed(2)},${(top + 75).toFixed(2)}h200`], 'one is out of sight')
  t.strictSame(textsOf(svg).slice(-2), ['paper', 'far'])
})

t.test(
  '35 series look different, and a series keeps its look when others are missing',
  async (t) => {
    const series = Array.from({ length: 35 }, (_, k) => `S${k}`)
    const own = series.map((name) => ({ series: name, x: [0, 10], y: [0, 100] }))
    const looksOf = (svg: string): readonly string[] =>
      Array.from(
        svg.matchAll(
          /<g class="line">.*?stroke="(#\w+)" stroke-width="1.8"( stroke-dasharray="[^"]*")?/g,
        ),
        ([, colour, dash]) => `${colour}${dash ?? ''}`,
      )
    const looks = looksOf(lines(own, { series }))
    t.equal(new Set(looks).size, 35)
    t.strictSame(looksOf(lines(own.slice(3, 4), { series })), [looks[3]])
    t.strictSame(textsOf(lines(own.slice(3, 4), { series })).slice(-1), ['S3'])
  },
)

t.test('figures without data say so', async (t) => {
  for (const svg of [
    lines([], { panels: [] }),
    lines([]),
    lines([{ series: 'A', x: [], y: [] }], { x: { label: '', scale: 'linear' } }),
    intervals([], { panels: [] }),
    intervals([]),
    contours(plane, { panels: [] }),
    arrowPlot({ id: 'f', title: '', x: { label: '' }, y: { label: '' }, series: [], panels: [[]] }),
  ]) {
    t.ok(isWellFormed(svg))
    t.ok(textsOf(svg).includes('no data'))
  }
  t.ok(isWellFormed(arrows([])))
})

t.test('wrong input is an error and is not drawn', async (t) => {
  const line = { series: 'A', x: [1], y: [1] }
  t.throws(() => lines([{ ...line, series: 'Z' }]), { message: /got "Z"; add it to `series`/ })
  t.throws(() => lines([{ ...line, y: [1, 2] }]), { message: /equally many, got 1 and 2/ })
  t.throws(() => lines([line], { y: { label: '', scale: 'linear', domain: [1, 1] } }), {
    message: /linear axis must increase, got \[1, 1\]/,
  })
  t.throws(() => lines([line], { y: { label: '', scale: 'log', domain: [0, 1] } }), {
    message: /must increase from a positive number, got \[0, 1\]/,
  })
  t.throws(() => intervals([{ series: 'A', x: 'c', value: 0, low: 0, high: 0, n: 1 }]), {
    message: /got "c"; add it to `categories`/,
  })
})
