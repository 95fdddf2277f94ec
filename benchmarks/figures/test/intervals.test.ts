import t from 'tap'
import { descriptionOf, frameOf, intervals, pathsOf, textsOf } from './drawings.js'

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
        return `${shown.map((each) => Math.round(each * 10) / 10).join(' ')} caps ${d.match(/h/g)?.length ?? 0}`
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
