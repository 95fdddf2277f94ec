import type { LineFigure } from '@momenta/bench-figures'
import t from 'tap'
import { descriptionOf, firstLine, lines, pathsOf, piecesOf, textsOf } from './drawings.js'

t.test('values lie where their axis puts them', async (t) => {
  t.strictSame(
    firstLine(lines([{ series: 'A', x: [0, 5, 10], y: [0, 20, 100] }])),
    [
      [
        [0, 0],
        [100, 20],
        [200, 100],
      ],
    ],
    'a linear axis',
  )
  t.strictSame(
    firstLine(
      lines([{ series: 'A', x: [1, 10, 1000], y: [0.1, 1, 10] }], {
        x: { label: '', scale: 'log', domain: [1, 1e4] },
        y: { label: '', scale: 'log', domain: [0.1, 10] },
      }),
    ),
    [
      [
        [0, 0],
        [50, 50],
        [150, 100],
      ],
    ],
    'log axes: 4 decades over 200 pixels, 2 over 100',
  )
  const free = {
    x: { label: '', scale: 'linear' },
    y: { label: '', scale: 'linear' },
  } as const
  t.strictSame(
    firstLine(lines([{ series: 'A', x: [0, 10], y: [3, 3] }], free)),
    // 4% of 10 on either side: 200 * 0.4 / 10.8; a constant is at the middle
    [
      [
        [7.4, 50],
        [192.6, 50],
      ],
    ],
    'the domain of the data has a margin',
  )
})

t.test('ticks are round numbers that fit', async (t) => {
  const line = { series: 'A', x: [1], y: [1] }
  const ticks = (options: Partial<LineFigure>) => textsOf(lines([line], options)).slice(0, -1)
  t.strictSame(
    ticks({}),
    // 200 pixels hold 5 steps, 100 pixels hold 2
    ['0', '2', '4', '6', '8', '10', '0', '50', '100'],
  )
  const y = (low: number, high: number) =>
    ({ y: { label: '', scale: 'log', domain: [low, high] } }) as const
  t.strictSame(ticks(y(0.1, 1000)).slice(6), ['0.1', '1', '10', '100', '1000'], 'powers of ten')
  t.strictSame(ticks(y(1, 100)).slice(6), ['1', '3', '10', '30', '100'], '1-3 where they fit')
  t.strictSame(ticks(y(1, 10)).slice(6), ['1', '2', '5', '10'], '1-2-5 where they fit')
  t.strictSame(ticks(y(2, 4)).slice(6), ['2', '2.5', '3', '3.5', '4'], 'linear within a decade')
  t.strictSame(ticks(y(1e-12, 1e3)).slice(6), ['1e-12', '1e-8', '1e-4', '1'], 'every fourth decade')
})

t.test('lines are cut at the border of the panel', async (t) => {
  t.strictSame(firstLine(lines([{ series: 'A', x: [-10, 20], y: [50, 50] }])), [
    [
      [0, 50],
      [200, 50],
    ],
  ])
  t.strictSame(
    firstLine(lines([{ series: 'A', x: [0, 5, 10], y: [0, 200, 0] }])),
    // y = 40 x meets 100 at 2.5, and again at 7.5
    [
      [
        [0, 0],
        [50, 100],
      ],
      [
        [150, 100],
        [200, 0],
      ],
    ],
    'a line that leaves and comes back is two pieces',
  )
  t.equal(
    pathsOf(lines([{ series: 'A', x: [11, 12], y: [1, 2] }]), 'line')[0],
    '',
    'wholly outside',
  )
})

t.test('NaN and infinities are gaps, and are counted in the description', async (t) => {
  const x = [0, 2, 4, 6, 8]
  const svg = lines([{ series: 'A', x, y: [1, NaN, 2, Infinity, 3] }])
  // a lone point is a segment of length 0, which round caps make a dot
  t.strictSame(firstLine(svg), [
    [
      [0, 1],
      [0, 1],
    ],
    [
      [80, 2],
      [80, 2],
    ],
    [
      [160, 3],
      [160, 3],
    ],
  ])
  t.equal(descriptionOf(svg), 'Not drawn: 2 values not finite.')
  const log = { y: { label: '', scale: 'log' } } as const
  const positive = lines([{ series: 'A', x, y: [1, 0, -1, 10, NaN] }], log)
  t.equal(
    descriptionOf(positive),
    'Not drawn: 1 value not finite. Not drawn: 2 values not positive on a log axis.',
  )
  t.ok(textsOf(lines([{ series: 'A', x, y: x.map(() => -1) }], log)).includes('no data'))
})

t.test('bands are cut like their lines, and end where a log axis ends', async (t) => {
  const bandOf = (svg: string) =>
    piecesOf(svg, /class="band" d="([^"]*)"/.exec(svg)?.[1] as string)[0]
  t.strictSame(
    bandOf(lines([{ series: 'A', x: [0, 10], y: [50, 50], lower: [20, 20], upper: [150, 50] }])),
    // 150 - 10 x meets 100 at 5, 20 pixels a unit
    [
      [0, 100],
      [100, 100],
      [200, 50],
      [200, 20],
      [0, 20],
    ],
  )
  t.strictSame(
    bandOf(
      lines([{ series: 'A', x: [0, 10], y: [1, 1], lower: [-1, 0], upper: [10, 10] }], {
        y: { label: '', scale: 'log', domain: [0.1, 1000] },
      }),
    ),
    [
      [0, 50],
      [200, 50],
      [200, 0],
      [0, 0],
    ],
  )
})

t.test(
  'a line has the points that can be seen, the ends and all extremes among them',
  async (t) => {
    const x = Float64Array.from({ length: 100_001 }, (_, k) => k / 10_000)
    t.strictSame(firstLine(lines([{ series: 'A', x, y: x }])), [
      [
        [0, 0],
        [200, 10],
      ],
    ])
    const spike = x.map((at, k) => (k === 12_345 ? 100 : at))
    const [piece = []] = firstLine(lines([{ series: 'A', x, y: spike }]))
    t.ok(piece.length < 10, 'a few points')
    t.ok(piece.some(([, y]) => y === 100))
    const wave = x.map((at) => 50 + 50 * Math.sin(at))
    const [curve = []] = firstLine(lines([{ series: 'A', x, y: wave }]))
    t.ok(curve.length < 60)
    for (const [at = 0, height = 0] of curve)
      t.ok(Math.abs(height - 50 - 50 * Math.sin(at / 20)) < 0.5, 'on the curve')
  },
)

t.test('rounding does not add up along a line', async (t) => {
  const x = Array.from({ length: 101 }, (_, k) => k / 10)
  // zigzags that no point can leave, in steps that are no tenths of a pixel
  const y = x.map((at, k) => 9.37 * at + (k % 2))
  const [piece = []] = firstLine(lines([{ series: 'A', x, y }]))
  t.equal(piece.length, 101)
  piece.forEach(([left = 0, height = 0], k) => {
    t.ok(Math.abs(left - 20 * (x[k] as number)) <= 0.051)
    t.ok(Math.abs(height - (y[k] as number)) <= 0.051)
  })
})
