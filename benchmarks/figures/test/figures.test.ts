import {
  type ArrowFigure,
  arrowPlot,
  type Column,
  type ContourFigure,
  contourPlot,
  type IntervalFigure,
  intervalPlot,
  type Line,
  type LineFigure,
  linePlot,
  markdownTable,
  page,
  type Surface,
  table,
} from '@momenta/bench-figures'
import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import t from 'tap'

const isWellFormed = (xml: string): boolean => XMLValidator.validate(xml) === true

const textsOf = (svg: string): readonly string[] =>
  Array.from(svg.matchAll(/<tspan[^>]*>([^<]*)</g), ([, text]) => text as string)
const descriptionOf = (svg: string): string => /<desc[^>]*>([^<]*)</.exec(svg)?.[1] ?? ''
/** The paths inside the groups of a class, whose own children hold no groups. */
const pathsOf = (svg: string, kind: string): readonly string[] =>
  Array.from(svg.matchAll(new RegExp(`<g class="${kind}">(.*?)</g>`, 'g'))).flatMap(([, inside]) =>
    Array.from((inside as string).matchAll(/ d="([^"]*)"/g), ([, d]) => d as string),
  )
const frameOf = (svg: string): readonly [number, number, number] => {
  const found = /class="frame" x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/.exec(svg)
  return [1, 2, 3].map((k) => Number(found?.[k])) as unknown as [number, number, number]
}
/** The M and L pieces of a path, as points in pixels from the lower left corner of the first panel. */
const piecesOf = (svg: string, d: string): readonly (readonly (readonly number[])[])[] => {
  const [left, top, height] = frameOf(svg)
  return d
    .split('M')
    .slice(1)
    .map((piece) =>
      piece
        .replace('Z', '')
        .split('L')
        .map((point) => point.split(',').map(Number) as [number, number])
        .map(([x, y]) => [x - left, top + height - y].map((each) => Math.round(each * 100) / 100)),
    )
}

const lines = (own: readonly Line[], options: Partial<LineFigure> = {}): string =>
  linePlot({
    id: 'f',
    title: 'T',
    x: { label: '', scale: 'linear', domain: [0, 10] },
    y: { label: '', scale: 'linear', domain: [0, 100] },
    series: ['A'],
    panels: [[{ lines: own }]],
    panelSize: { width: 200, height: 100 },
    ...options,
  })
const firstLine = (svg: string) => piecesOf(svg, pathsOf(svg, 'line')[0] as string)

const plane: Surface = {
  label: 'plane',
  value: (x) => x,
  x: [0, 1],
  y: [0, 1],
  levels: [0.25, 0.5, 0.75],
}
const contours = (surface: Surface, options: Partial<ContourFigure> = {}): string =>
  contourPlot({
    id: 'f',
    title: 'T',
    x: { label: '' },
    y: { label: '' },
    series: ['A', 'B'],
    panels: [[{ surface, trajectories: [] }]],
    panelSize: { width: 120, height: 120 },
    ...options,
  })

const intervals = (
  own: IntervalFigure['panels'][number][number]['intervals'],
  options: Partial<IntervalFigure> = {},
): string =>
  intervalPlot({
    id: 'f',
    title: 'T',
    x: { label: '', scale: 'category', categories: ['a', 'b'] },
    y: { label: '', scale: 'linear', domain: [0, 1] },
    series: ['A', 'B'],
    panels: [[{ intervals: own }]],
    panelSize: { width: 200, height: 100 },
    ...options,
  })

const arrows = (
  own: ArrowFigure['panels'][number][number]['arrows'],
  from = { x: 0, y: 0 },
): string =>
  arrowPlot({
    id: 'f',
    title: 'T',
    x: { label: '' },
    y: { label: '' },
    series: ['A'],
    panels: [[{ surface: { ...plane, x: [-1, 1], y: [-1, 1] }, from, arrows: own }]],
    panelSize: { width: 100, height: 100 },
  })

t.test('values lie where their axis puts them', async (t) => {
  t.strictSame(
    firstLine(lines([{ series: 'A', x: [0, 5, 10], y: [0, 50, 100] }])),
    [
      [
        [0, 0],
        [100, 50],
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
        [7.41, 50],
        [192.59, 50],
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
    bandOf(lines([{ series: 'A', x: [0, 10], y: [50, 50], lower: [20, 20], upper: [150, 80] }])),
    // 150 - 7 x meets 100 at 50 / 7 = 7.142857, 20 pixels a unit
    [
      [0, 100],
      [142.86, 100],
      [200, 80],
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

t.test('long lines are thinned to 2000 points, the ends among them', async (t) => {
  const x = Float64Array.from({ length: 100_001 }, (_, k) => k / 10_000)
  const [piece = []] = firstLine(lines([{ series: 'A', x, y: x }]))
  t.equal(piece.length, 2000)
  t.strictSame(
    [piece[0], piece.at(-1)],
    [
      [0, 0],
      [200, 10],
    ],
  )
})

t.test('contours of a plane are straight lines at its thresholds', async (t) => {
  const svg = contours(plane)
  const areas = Array.from(
    (/<defs>(.*?)<\/defs>/.exec(svg)?.[1] ?? '').matchAll(/ d="M([^"]*)Z"/g),
    ([, ring]) => (ring as string).split('L').map((point) => point.split(',').map(Number)),
  )
  t.equal(areas.length, 3)
  for (const [k, level] of [0.25, 0.5, 0.75].entries()) {
    const xs = areas[k]?.map(([x]) => x as number) ?? []
    const ys = areas[k]?.map(([, y]) => y as number) ?? []
    t.strictSame(
      [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)],
      [120 * level, 120, 0, 120],
      `above ${level} the rest of the panel`,
    )
  }
  const legendOf = (levels: Surface['levels'], value = plane.value) => {
    const texts = textsOf(contours({ ...plane, value, levels }))
    return texts.slice(texts.indexOf('plane') + 1)
  }
  t.strictSame(legendOf({ spacing: 'quantile', count: 3 }), ['0.25', '0.5', '0.75'])
  t.strictSame(legendOf({ spacing: 'linear', count: 2 }), ['0', '0.5', '1'])
  // from 1 to 100: 3 powers of ten are nearer to 2 thresholds than 1, 3, 10, 30 and 100
  t.strictSame(
    legendOf({ spacing: 'log', count: 2 }, (x) => 10 ** (2 * x)),
    ['1', '10', '100'],
  )
})

t.test('a surface may have holes and poles', async (t) => {
  for (const value of [
    (x: number) => (x < 0.5 ? Number.NaN : x),
    (x: number) => (x < 0.5 ? -Infinity : Infinity),
    (x: number, y: number) => 1 / (x - y),
    () => 1,
  ])
    for (const spacing of ['linear', 'log', 'quantile'] as const) {
      const svg = contours({ ...plane, value, levels: { spacing, count: 4 } })
      t.ok(isWellFormed(svg), spacing)
      t.notMatch(svg, /NaN|Infinity/, spacing)
    }
  t.ok(textsOf(contours({ ...plane, value: () => Number.NaN })).includes('no data'))
})

t.test(
  'panels share the drawing of a surface, and the bar has no numbers where they differ',
  async (t) => {
    let calls = 0
    const value = (x: number): number => {
      calls += 1
      return x
    }
    const panel = { surface: { ...plane, value }, trajectories: [] }
    const svg = contours(plane, { panels: [[panel, panel], [panel]] })
    // a sample every 3 of 120 pixels, both borders included
    t.equal(calls, 41 * 41)
    t.equal(svg.match(/<g id="f-surface-/g)?.length, 1)
    t.equal(svg.match(/<use /g)?.length, 3)
    const other = { ...panel, surface: { ...plane, label: 'other', levels: [0.1] } }
    const texts = textsOf(contours(plane, { panels: [[panel, other]] }))
    t.strictSame(texts.slice(-3), ['plane; other', 'low', 'high'])
  },
)

t.test('a trajectory goes from a square to a circle', async (t) => {
  const svg = contours(
    { ...plane, minima: [{ x: 0.5, y: 0.5 }] },
    {
      panels: [
        [
          {
            surface: { ...plane, minima: [{ x: 0.5, y: 0.5 }] },
            trajectories: [{ series: 'B', x: [0, 0.5, 1], y: [0, 0, 1] }],
          },
        ],
      ],
    },
  )
  const expected = [
    [
      [0, 0],
      [60, 0],
      [120, 120],
    ],
  ]
  // the light rim, and the path itself
  t.strictSame(
    pathsOf(svg, 'trajectory').map((d) => piecesOf(svg, d)),
    [expected, expected],
  )
  const [left, top] = frameOf(svg)
  const markers = Array.from(
    svg.matchAll(/translate\(([\d.]+) ([\d.]+)\)" d="[^"]*" fill="(#\w+)"/g),
    ([, x, y, fill]) => [Math.round(Number(x) - left), Math.round(top + 120 - Number(y)), fill],
  )
  t.strictSame(markers.slice(0, 3), [
    [60, 60, '#fff'],
    [0, 0, '#222'],
    [120, 120, '#D55E00'],
  ])
  t.strictSame(textsOf(svg).slice(-4), ['B', 'start', 'end', 'minimum'])
})

t.test('an interval is a whisker around its estimate', async (t) => {
  const one = { series: 'A', x: 'b', value: 0.5, low: 0.25, high: 0.75, n: 10 }
  const at = (svg: string): readonly string[] => {
    const [left, top] = frameOf(svg)
    // numbers after M are x, after V y
    return (pathsOf(svg, 'interval') as string[])
      .filter((d) => d.includes('V'))
      .map((d) => {
        const [, x, from, to] = /^M([\d.]+),([\d.]+)V([\d.]+)/.exec(d) ?? []
        const shown = [Number(x) - left, top + 100 - Number(from), top + 100 - Number(to)]
        return `${shown.map((each) => Math.round(each * 100) / 100).join(' ')} caps ${d.match(/h/g)?.length ?? 0}`
      })
  }
  t.strictSame(at(intervals([one])), ['150 25 75 caps 2'], 'the middle of the second of two bands')
  t.strictSame(
    at(intervals([one, { ...one, series: 'B' }])),
    ['144 25 75 caps 2', '156 25 75 caps 2'],
    'two series are 12 pixels apart',
  )
  t.strictSame(
    at(intervals([{ ...one, low: -1 }])),
    ['150 0 75 caps 1'],
    'a bound outside the panel has no cap',
  )
  const log = { y: { label: '', scale: 'log', domain: [0.01, 1] } } as const
  t.strictSame(at(intervals([{ ...one, low: 0, high: 0.1 }], log)), ['150 0 50 caps 1'])
  t.strictSame(at(intervals([{ ...one, value: 0, low: 0, high: 0 }], log)), [], 'beyond a log axis')
  t.match(descriptionOf(intervals([one, { ...one, n: 20 }])), /^Sample sizes: n = 10 to 20\.$/)
  const broken = intervals([{ ...one, low: Number.NaN }])
  t.equal(descriptionOf(broken), 'Sample sizes: n = 10. Not drawn: 1 value not finite.')
  t.ok(textsOf(broken).includes('no data'))
})

t.test('arrows of a figure have one scale, told in the description', async (t) => {
  const svg = arrows([
    { series: 'A', dx: 10, dy: 0, weight: 'thin' },
    { series: 'A', dx: 0, dy: -5, weight: 'thick' },
    { series: 'A', dx: Number.NaN, dy: 0, weight: 'thin' },
  ])
  // 10 is 5 panels wide, 0.4 of a panel are wanted: 0.08; the tip is at 0.8, 50 pixels a unit
  t.equal(
    descriptionOf(svg),
    'Arrows are drawn at 0.08 times their length in the units of the axes. Not drawn: 1 arrow not finite.',
  )
  const [shaft, tip, , second] = pathsOf(svg, 'arrow').map((d) => piecesOf(svg, d)[0])
  t.strictSame(shaft, [
    [50, 50],
    [83, 50],
  ])
  t.strictSame(tip?.[0], [90, 50])
  t.strictSame(second?.[0], [50, 30])
  const cut = pathsOf(
    arrows([{ series: 'A', dx: 1, dy: 0, weight: 'thin' }], { x: 0.9, y: 0 }),
    'arrow',
  )
  t.equal(cut.length, 1, 'one that is cut off has no head')
})

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
  // the right column ends in row 1, the left one in row 2: two x axes; the left column has two y axes
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

t.test('wrong input is told, not drawn', async (t) => {
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

type Row = readonly [string, number | null]
const columns: readonly Column<Row>[] = [
  { heading: 'optimizer', value: ([name]) => name },
  { heading: 'loss', value: ([, loss]) => loss, digits: 3 },
]

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

t.test('any data give a well-formed drawing inside its frame, the same twice', async () => {
  // doubles of every size, NaN and the infinities too
  const values = fc.array(fc.double(), { minLength: 6, maxLength: 6 })
  const scale = fc.constantFrom('linear', 'log')
  await fc.assert(
    fc.property(values, values, values, scale, scale, (x, y, z, scaleX, scaleY) => {
      const axes = {
        x: { label: 'x', scale: scaleX },
        y: { label: 'y', scale: scaleY },
      } as const
      const draw = () => [
        lines([{ series: 'A', x, y, lower: z, upper: y, marked: true }], axes),
        intervals(
          x.map((each, k) => ({
            series: 'A',
            x: each,
            value: y[k] as number,
            low: Math.min(y[k] as number, z[k] as number),
            high: Math.max(y[k] as number, z[k] as number),
            n: 1,
          })),
          axes,
        ),
        contours({ ...plane, value: (a, b) => (x[0] as number) * a + (y[0] as number) * b }, {}),
        arrows(x.map((dx, k) => ({ series: 'A', dx, dy: y[k] as number, weight: 'thin' }))),
      ]
      const drawings = draw()
      return (
        drawings.join() === draw().join() &&
        drawings.every((svg) => {
          const points = Array.from(svg.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g))
          const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []
          return (
            isWellFormed(svg) &&
            !/="[^"]*(NaN|Infinity|undefined)/.test(svg) &&
            points.every(
              ([, px, py]) =>
                Number(px) >= -10 &&
                Number(px) <= Number(width) &&
                Number(py) >= -10 &&
                Number(py) <= Number(height),
            )
          )
        })
      )
    }),
    { numRuns: 60 },
  )
})

t.test('any text survives a table and a drawing', async () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    trimValues: false,
    parseTagValue: false,
    htmlEntities: true,
  })
  await fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (text) => {
      const caption = parser.parse(table([[text, 1]], columns, text)).table.caption
      const svg = lines([{ series: text, x: [1], y: [1] }], { series: [text], title: text })
      return caption === text && isWellFormed(svg)
    }),
  )
})
