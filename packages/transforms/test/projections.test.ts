import { optimizer, type Transform } from '@momenta/core'
import { float64 } from '@momenta/float64'
import {
  inSteps,
  normalize,
  projectToBall,
  projectToBox,
  projectToSimplex,
  scale,
  skipLargeUpdates,
  trace,
} from '@momenta/transforms'
import t from 'tap'
import { firstStep } from './flushedFloat32.js'

type Leaves = readonly (readonly number[])[]

/** The parameters after steps with these gradients, added as they are. */
const after = (transform: Transform, start: Leaves, ...gradients: readonly Leaves[]): Leaves => {
  const { init, step } = float64(optimizer(transform))
  let iterate = init(start.map((leaf) => Float64Array.from(leaf)))
  for (const grads of gradients)
    iterate = step(
      () => ({ value: 0, grads: grads.map((leaf) => Float64Array.from(leaf)) }),
      iterate,
    )
  return iterate.params.map((leaf) => [...leaf])
}

const close = (a: Leaves, b: Leaves): boolean =>
  // a few roundings of numbers near 1
  a.every((leaf, i) => leaf.every((n, j) => Math.abs(n - (b[i]?.[j] as number)) <= 1e-14))

t.test('a box bounds each parameter', async (t) => {
  const moved = after(projectToBox({ lower: -1, upper: 2 }), [[0, 0, 0]], [[-4, 1, 3]])
  t.same(moved, [[-1, 1, 2]])
})

t.test('a ball bounds the norm of all leaves, and a sphere sets it', async (t) => {
  // The norm of (3, 4) is 5.
  t.ok(close(after(projectToBall({ radius: 2 }), [[1], [1]], [[2], [3]]), [[1.2], [1.6]]))
  t.ok(close(after(projectToBall({ radius: 9 }), [[1], [1]], [[2], [3]]), [[3], [4]]))
  const sphere = projectToBall({ radius: 10, sphere: true })
  t.ok(close(after(sphere, [[1], [1]], [[2], [3]]), [[6], [8]]))
  t.same(after(sphere, [[1], [1]], [[-1], [-1]]), [[0], [0]])
})

t.test('the nearest distribution, worked by hand', async (t) => {
  // (2, 1.5, -1) - τ with τ = 1.25: (0.75, 0.25, 0)
  t.ok(close(after(projectToSimplex(), [[0, 0, 0]], [[2, 1.5, -1]]), [[0.75, 0.25, 0]]))
  // Nothing is at 0: the sum of (0.2, 0.3) lacks 0.5.
  t.ok(close(after(projectToSimplex(), [[0, 0]], [[0.2, 0.3]]), [[0.45, 0.55]]))
})

t.test('a ball whose squares are not numbers of float32 is that of scaled numbers', async (t) => {
  for (const size of [2 ** 100, 2 ** -100]) {
    const ball = projectToBall({ radius: 2.5 * size })
    const { updates } = firstStep(ball, [3 * size, 4 * size])
    t.same(updates, [1.5 * size, 2 * size])
  }
})

t.test('the L1 ball keeps signs, and points inside; its sphere moves them', async (t) => {
  const ball = projectToSimplex({ set: 'ball' })
  t.ok(close(after(ball, [[0, 0, 0]], [[-2, 1.5, 1]]), [[-0.75, 0.25, 0]]))
  t.same(after(ball, [[0, 0]], [[0.25, -0.5]]), [[0.25, -0.5]])
  const sphere = projectToSimplex({ set: 'sphere' })
  t.ok(close(after(sphere, [[0, 0]], [[0.25, -0.5]]), [[0.375, -0.625]]))
})

t.test('a distribution of many parameters is found in the steps of Newton', async (t) => {
  const spread = Array.from({ length: 1000 }, (_, i) => 2 ** (i / 40))
  const [made = []] = after(projectToSimplex({ total: 7 }), [spread.map(() => 0)], [spread])
  // 1000 roundings of numbers up to 2 ** 25
  t.ok(Math.abs(made.reduce((sum, n) => sum + n, 0) - 7) < 1e-6)
  t.ok(made.every((n) => n >= 0))
})

t.test('normalize sets the norm of all leaves, and leaves zeros', async (t) => {
  t.ok(close(after(normalize({ norm: 10 }), [[0], [0]], [[3], [4]]), [[6], [8]]))
  t.ok(close(after(normalize({ eps: 5 }), [[0], [0]], [[3], [4]]), [[0.3], [0.4]]))
  t.same(after(normalize(), [[1], [1]], [[0], [0]]), [[1], [1]])
})

t.test('inSteps runs a transform in some steps, with its state', async (t) => {
  const when = (step: number) => 1 - (step % 2)
  const gradients: readonly Leaves[] = [[[1]], [[10]], [[100]]]
  const doubled = scale({ factor: 2 })
  t.same(after(inSteps(doubled, { when }), [[0]], ...gradients), [[212]])
  t.same(after(inSteps(doubled, { when, otherwise: 'zeros' }), [[0]], ...gradients), [[202]])
  // The momentum of the third step is that of the first: 1/2 + 100.
  const momentum = trace({ decay: 0.5 })
  t.same(after(inSteps(momentum, { when, otherwise: 'zeros' }), [[0]], ...gradients), [[101.5]])
})

t.test('skipLargeUpdates skips steps of a large or undefined norm, with their state', async (t) => {
  const momentum = skipLargeUpdates(trace({ decay: 0.5 }), { max: 5 })
  const gradients: readonly Leaves[] = [
    [[1], [0]],
    [[3], [4]],
    [[Number.NaN], [0]],
    [[1], [1]],
  ]
  t.same(after(momentum, [[0], [0]], ...gradients), [[2.5], [1]])
})

t.test('a box whose minimum exceeds its maximum is an error that names both', async (t) => {
  t.throws(
    () => projectToBox({ lower: 2 }),
    new RangeError('projectToBox: lower must be at most upper, 1, got 2'),
  )
})
