import {
  centralDifferences,
  dense,
  gradientAt,
  moveTo,
  objectiveOf,
  operatorOf,
  quadraticObjective,
} from '@momenta/probes'
import t from 'tap'

t.test('invalid arguments are errors that say what must hold', async (t) => {
  const gradient = (w: Float64Array) => ({ value: 0, gradient: w })
  t.throws(() => objectiveOf({ point: [1], batches: [] }), { message: /at least one batch/ })
  t.throws(() => objectiveOf({ point: [1], batches: [{ size: 0, gradient }] }), {
    message: /size must be a finite number > 0, got 0/,
  })
  t.throws(() => objectiveOf({ point: [1, 2], batches: [{ size: 1, gradient }], spans: [] }), {
    message: /spans must cover the 2 elements/,
  })
  t.throws(() => moveTo(quadraticObjective({ spectrum: [1, 2] }), Float64Array.of(1)), {
    message: /must have 2 elements, got 1/,
  })
  t.throws(() => centralDifferences(quadraticObjective({ spectrum: [1] }), { step: 0 }), {
    message: /step must be a finite number > 0, got 0/,
  })
  t.throws(() => dense([[1, 2]]), { message: /must be square/ })
  const short = objectiveOf({
    point: [1, 2],
    batches: [{ size: 1, gradient: () => ({ value: 0, gradient: Float64Array.of(1) }) }],
  })
  await t.rejects(gradientAt(short, short.point), {
    message: /must have the 2 elements of the point, got 1/,
  })
  await t.rejects(
    operatorOf({ dim: 2, product: () => Float64Array.of(1) }).apply(Float64Array.of(1, 2)),
    { message: /must have 2 elements, got 1/ },
  )
})
