import { reduceAxes, reducedShape, reduceValues } from '@momenta/core/program'
import t from 'tap'

const matrix = Float64Array.of(1, 2, 3, 4, 5, 6)

t.test('sums, means and maxima over rows, columns and all', async (t) => {
  t.same([...reduceAxes('sum', matrix, [2, 3], [1])], [6, 15])
  t.same([...reduceAxes('sum', matrix, [2, 3], [0])], [5, 7, 9])
  t.same([...reduceAxes('mean', matrix, [2, 3], [0])], [2.5, 3.5, 4.5])
  t.same([...reduceAxes('maximum', matrix, [2, 3], [0])], [4, 5, 6])
  t.same([...reduceAxes('maximum', matrix, [2, 3], [1, 0])], [6])
  t.same([...reduceAxes('mean', matrix, [2, 3], [0, 1])], [3.5])
})

t.test('axes in the middle and at both ends', async (t) => {
  const cube = Float64Array.from({ length: 8 }, (_, i) => i)
  t.same([...reduceAxes('sum', cube, [2, 2, 2], [1])], [2, 4, 10, 12])
  t.same([...reduceAxes('sum', cube, [2, 2, 2], [0, 2])], [10, 18])
  t.same(reducedShape([2, 2, 2], [0, 2]), [1, 2, 1])
})

t.test('no axes return the leaf, scalars included', async (t) => {
  t.same([...reduceAxes('sum', matrix, [2, 3], [])], [...matrix])
  t.same([...reduceAxes('maximum', Float64Array.of(-3), [], [])], [-3])
})

t.test('a run along the last axis is added as reduceValues does, runs one by one', async (t) => {
  const values = Float64Array.from({ length: 39 }, (_, i) => Math.sin(i * i) * 10 ** (i % 7))
  const rows = [0, 13, 26].map((from) => values.subarray(from, from + 13))
  t.same(
    [...reduceAxes('sum', values, [3, 13], [1])],
    rows.map((row) => reduceValues('sum', row)),
  )
  const all = rows.reduce((sum, row) => sum + reduceValues('sum', row), 0)
  t.equal(reduceAxes('sum', values, [3, 13], [0, 1])[0], all)
  const column = rows.reduce((sum, row) => sum + (row[5] as number), 0)
  t.equal(reduceAxes('sum', values, [3, 13], [0])[5], column)
})

t.test('a maximum is NaN if an element is, and reductions of nothing are 0', async (t) => {
  t.same([...reduceAxes('maximum', Float64Array.of(Number.NaN, 1, 2, 3), [2, 2], [0])], [NaN, 3])
  for (const by of ['sum', 'mean', 'maximum'] as const)
    t.same([...reduceAxes(by, new Float64Array(0), [0, 2], [0])], [0, 0])
})

t.test('an axis that the leaf does not have is an error with its shape', async (t) => {
  for (const axis of [2, -1, 0.5])
    t.throws(() => reduceAxes('sum', matrix, [2, 3], [axis]), {
      name: 'RangeError',
      message: `step: a reduction of a leaf of shape [2, 3] must be over its axes, got ${axis}`,
    })
})
