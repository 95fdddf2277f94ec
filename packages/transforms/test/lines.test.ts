import { chain, optimizer, type Transform } from '@momenta/core'
import { float64 } from '@momenta/float64'
import {
  adaptiveClip,
  centralize,
  scaleByCame,
  scaleByFactoredRms,
  scaleByParameterRms,
  scaleBySm3,
} from '@momenta/transforms'
import t, { type Test } from 'tap'

const close = (t: Test, got: ArrayLike<number>, wanted: readonly number[]) => {
  // A few roundings of float64.
  const off = wanted.map((n, i) => Math.abs((got[i] as number) - n) / (Math.abs(n) + 1e-3))
  t.ok(got.length === wanted.length && Math.max(...off) < 1e-14, `${[...Array.from(got)]}`)
}

/** Parameters and state after one step from given parameters. */
const stepped = (
  transform: Transform,
  shape: readonly number[],
  g: readonly number[],
  p: readonly number[] = g.map(() => 0),
) => {
  const { init, step } = float64(optimizer(transform), { shapes: { w: shape } })
  const iterate = init({ w: Float64Array.from(p) })
  const { params, state } = step(() => ({ value: 0, grads: { w: Float64Array.from(g) } }), iterate)
  return { moved: params.w.map((n, i) => n - (p[i] as number)), state }
}

t.test('centralize subtracts the means of rows, and leaves vectors alone', async (t) => {
  t.same([...stepped(centralize(), [2, 2], [1, 3, 5, 9]).moved], [-1, 1, -2, 2])
  t.same([...stepped(centralize(), [2], [1, 3]).moved], [1, 3])
  t.same([...stepped(centralize(), [], [3]).moved], [3])
})

t.test('adaptiveClip clips the columns of a matrix, and vectors as a whole', async (t) => {
  const clip = adaptiveClip({ ratio: 0.5, eps: 1 })
  // Columns of parameters have the norms 10 and 0 (at least 1), those of gradients 5 and 2.
  close(t, stepped(clip, [2, 2], [3, 0, 4, 2], [6, 0, 8, 0]).moved, [3, 0, 4, 0.5])
  close(t, stepped(clip, [2], [3, 4], [0, 0]).moved, [0.3, 0.4])
  t.ok(stepped(clip, [2], [Number.NaN, 4], [0, 0]).moved.every(Number.isNaN))
})

t.test('scaleByFactoredRms divides by the product of a column and a row', async (t) => {
  const { moved, state } = stepped(scaleByFactoredRms({ minSize: 2, eps: 0 }), [2, 2], [1, 2, 3, 4])
  // Squares 1 4 9 16: row means 2.5 and 12.5 with mean 7.5, column means 5 and 10.
  const root = (row: number, column: number) => Math.sqrt((row / 7.5) * column)
  close(t, moved, [1 / root(2.5, 5), 2 / root(2.5, 10), 3 / root(12.5, 5), 4 / root(12.5, 10)])
  const { slots } = state.parts[0] as (typeof state.parts)[number]
  t.same(
    Object.values(slots).map(({ w }) => w?.length),
    [2, 2, 1],
  )
})

t.test('leaves with short axes keep a whole second moment', async (t) => {
  const { moved, state } = stepped(scaleByFactoredRms(), [2, 2], [1, -2, 3, 4])
  close(t, moved, [1, -1, 1, 1])
  const { slots } = state.parts[0] as (typeof state.parts)[number]
  t.same(
    Object.values(slots).map(({ w }) => w?.length),
    [1, 1, 4],
  )
})

t.test('scaleBySm3 keeps one maximum for each row and column', async (t) => {
  const { moved, state } = stepped(scaleBySm3({ eps: 0 }), [2, 2], [1, -2, 3, 4])
  close(t, moved, [1, -1, 1, 1])
  const { slots } = state.parts[0] as (typeof state.parts)[number]
  t.same([...(slots.axis0?.w ?? [])], [4, 16])
  t.same([...(slots.axis1?.w ?? [])], [9, 16])
})

t.test('scaleByParameterRms multiplies by the size of the parameters', async (t) => {
  close(t, stepped(scaleByParameterRms(), [2], [1, 2], [3, 4]).moved, [
    Math.sqrt(12.5),
    2 * Math.sqrt(12.5),
  ])
  close(t, stepped(scaleByParameterRms({ min: 0.5 }), [2], [1, 2], [0, 0]).moved, [0.5, 1])
})

t.test('a leaf with more axes than a rule takes is an error that names it', async (t) => {
  const start = { deep: new Float64Array(1) }
  const shapes = { deep: [1, 1, 1, 1, 1] }
  for (const [transform, name] of [
    [scaleBySm3(), 'scaleBySm3'],
    [adaptiveClip(), 'adaptiveClip'],
  ] as const)
    t.throws(() => float64(optimizer(transform), { shapes }).init(start), {
      name: 'TypeError',
      message: new RegExp(`^init: ${name} must act on leaves with at most 4 axes, got "?'?deep`),
    })
})

t.test('gradients of zeros give updates of zeros', async (t) => {
  for (const transform of [scaleByFactoredRms({ minSize: 0 }), scaleBySm3(), scaleByCame()])
    t.same([...stepped(chain(transform), [2, 2], [0, 0, 0, 0]).moved], [0, 0, 0, 0])
})
