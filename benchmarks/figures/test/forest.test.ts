import { type ForestFigure, forestPlot } from '@momenta/bench-figures'
import t from 'tap'
import { isWellFormed, textsOf } from './drawings.js'

const row = {
  label: 'Adam',
  value: 0.5,
  low: 0,
  high: 1,
  kind: 'reproduced',
  numbers: '0.5 [0, 1]',
}

const figure: ForestFigure = {
  id: 'f',
  title: 'T',
  x: { label: 'difference', scale: 'linear', domain: [-1, 1] },
  kinds: [
    { name: 'reproduced', colour: '#1b7837', marker: 'circle' },
    { name: 'refuted', colour: '#b2182b', marker: 'square' },
  ],
  groups: [{ title: 'Group', rows: [row] }],
  width: 1000,
}

const intervalsOf = (svg: string): readonly (readonly number[])[] =>
  Array.from(svg.matchAll(/class="interval" d="M([\d.]+),[\d.]+H([\d.]+)/g), ([, from, to]) => [
    Number(from),
    Number(to),
  ])

t.test(
  'a row is an interval from low to high on the axis, with its label and numbers',
  async (t) => {
    const svg = forestPlot(figure)
    t.ok(isWellFormed(svg))
    const [, zero] = /class="reference" d="M([\d.]+),/.exec(svg) ?? []
    const [, left, right] = /d="M([\d.]+),[\d.]+H([\d.]+)" stroke="#333"/.exec(svg) ?? []
    t.equal(Number(zero), (Number(left) + Number(right)) / 2, 'zero is the middle of [-1, 1]')
    t.strictSame(intervalsOf(svg)[0], [Number(zero), Number(right)])
    const texts = textsOf(svg)
    for (const text of ['Group', 'Adam', '0.5 [0, 1]', 'difference', 'reproduced'])
      t.ok(texts.includes(text), text)
    t.notOk(texts.includes('refuted'), 'a kind without rows is not in the legend')
  },
)

t.test('a bound beyond the axis is cut off, and what is not finite is not drawn', async (t) => {
  const wide = forestPlot({ ...figure, groups: [{ title: '', rows: [{ ...row, high: 9 }] }] })
  t.strictSame(intervalsOf(wide)[0], intervalsOf(forestPlot(figure))[0])
  const none = forestPlot({
    ...figure,
    groups: [{ title: '', rows: [{ ...row, low: -Infinity }] }],
  })
  t.equal(intervalsOf(none).length, 1, 'the legend alone')
})

t.test('a narrow drawing has its labels above the rows', async (t) => {
  const leftOf = (svg: string) => Number(/d="M([\d.]+),[\d.]+H[\d.]+" stroke="#333"/.exec(svg)?.[1])
  t.equal(leftOf(forestPlot({ ...figure, width: 360 })), 8)
  t.ok(leftOf(forestPlot(figure)) > 8)
})

t.test('a row of an unknown kind is an error', async (t) => {
  const rows = [{ ...row, kind: 'other' }]
  t.throws(() => forestPlot({ ...figure, groups: [{ title: '', rows }] }), {
    message: /must be of a kind of the figure, got "other"/,
  })
})
