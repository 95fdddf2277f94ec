import type { Surface } from '@momenta/bench-figures'
import t from 'tap'
import {
  contours,
  frameOf,
  isWellFormed,
  pathsOf,
  piecesOf,
  plane,
  pointsOf,
  textsOf,
} from './drawings.js'

t.test('contours of a plane are straight lines at its thresholds', async (t) => {
  const svg = contours(plane)
  const areas = Array.from(
    (/<defs>(.*?)<\/defs>/.exec(svg)?.[1] ?? '').matchAll(/ d="(M[^"]*)z"/g),
    ([, ring]) => pointsOf(ring as string),
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
