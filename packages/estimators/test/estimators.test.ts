import { type Estimator, identity, optimizer } from '@momenta/core'
import * as estimators from '@momenta/estimators'
import { float64 } from '@momenta/float64'
import t from 'tap'

const { asam, clipNorm, clipValue, gradientNoise, microbatches, sam } = estimators

type Point = { readonly w: Float64Array; readonly b: Float64Array }
type Asked = { readonly at: Point; readonly microbatch: number }

/** f = w₀² + 2 w₁² + b, so g = (2 w₀, 4 w₁, 1), plus the number of the microbatch on b. */
const gradients = ({ w }: Point, microbatch: number): Point => ({
  w: Float64Array.of(2 * (w[0] as number), 4 * (w[1] as number)),
  b: Float64Array.of(1 + microbatch),
})

const from: Point = { w: Float64Array.of(1, 0.5), b: Float64Array.of(3) }

/**
 * What an estimator asks and what it answers: with the identity as transform, the step is the
 * gradient.
 */
const asked = (estimator: Estimator, at = from, steps = 1, grads = gradients) => {
  const { init, step } = float64(optimizer(identity, estimator))
  const calls: Asked[] = []
  let iterate = init(at)
  let before = iterate
  for (let i = 0; i < steps; i++) {
    before = iterate
    iterate = step((params: Point, microbatch) => {
      calls.push({ at: { w: params.w.slice(), b: params.b.slice() }, microbatch })
      return { value: (params.w[0] as number) * 10, grads: grads(params, microbatch) }
    }, iterate)
  }
  const moved = (leaf: 'w' | 'b') =>
    Array.from(iterate.params[leaf], (n, i) => n - (before.params[leaf][i] as number))
  return { calls, value: iterate.value, grads: { w: moved('w'), b: moved('b') } }
}

/** Differences of iterates round at numbers of size 10. */
const near = (got: readonly number[], wanted: readonly number[]) =>
  got.every((n, i) => Math.abs(n - (wanted[i] as number)) < 1e-12)

t.test(
  'sam returns the value at w and the gradients at w + rho g/‖g‖, with the norm over all leaves',
  async (t) => {
    // g = (2, 2, 1), norm 3; rho = 0.3: e = (.2, .2, .1)
    const { calls, value, grads } = asked(sam({ rho: 0.3 }))
    t.equal(calls.length, 2)
    t.ok(near([...(calls[1]?.at.w ?? []), ...(calls[1]?.at.b ?? [])], [1.2, 0.7, 3.1]))
    t.ok(near(grads.w, [2.4, 2.8]))
    t.equal(value, 10)
  },
)

t.test('asam scales the ball by the weights, and by eta where they are small', async (t) => {
  // T = |w|: T g = (2, 1, 3), norm sqrt 14; e = rho T (T g)/norm = (2, .5, 9)/sqrt 14
  const r = Math.sqrt(14)
  t.ok(near([...(asked(asam({ rho: 1 })).calls[1]?.at.w ?? [])], [1 + 2 / r, 0.5 + 0.5 / r]))
  // eta = 1: T = (2, 1.5, 4), T g = (4, 3, 4), norm sqrt 41; e_b = 4*4/sqrt 41
  t.ok(near([...(asked(asam({ rho: 1, eta: 1 })).calls[1]?.at.b ?? [])], [3 + 16 / Math.sqrt(41)]))
})

t.test('a radius of 0 is the identity, and a gradient of 0 gives no NaN', async (t) => {
  const zero = () => ({ w: Float64Array.of(0, 0), b: Float64Array.of(0) })
  for (const estimator of [sam({ rho: 0 }), asam({ rho: 0 })]) {
    t.equal(asked(estimator).calls.length, 1)
    t.same(asked(estimator).grads, asked({ name: 'none', wrap: (oracle) => oracle }).grads)
  }
  for (const estimator of [sam(), asam(), clipNorm()])
    t.same(asked(estimator, from, 1, zero).grads, { w: [0, 0], b: [0] })
})

t.test('clips clip', async (t) => {
  t.ok(near(asked(clipValue({ max: 1.5 })).grads.w, [1.5, 1.5]))
  // norm 3 brought to 1.5
  t.ok(near(asked(clipNorm({ max: 1.5 })).grads.w, [1, 1]))
  t.ok(near(asked(clipNorm({ max: 4 })).grads.w, [2, 2]))
})

t.test('microbatches averages value and gradients over its microbatches', async (t) => {
  const { calls, grads, value } = asked(microbatches({ count: 3 }))
  t.same(
    calls.map(({ microbatch }) => microbatch),
    [0, 1, 2],
  )
  // b: mean of 1, 2, 3
  t.ok(near(grads.b, [2]))
  t.ok(Math.abs((value as number) - 10) < 1e-14)
})

t.test(
  'sam over microbatches perturbs by the mean and evaluates the same microbatches again',
  async (t) => {
    const both = optimizer(identity, microbatches({ count: 2 }), sam({ rho: 0.1 }))
    const seen: number[] = []
    const { init, step } = float64(both)
    step((params: Point, microbatch) => {
      seen.push(microbatch)
      return { value: 0, grads: gradients(params, microbatch) }
    }, init(from))
    t.same(seen, [0, 1, 0, 1])
    const reversed: number[] = []
    const other = float64(optimizer(identity, sam({ rho: 0.1 }), microbatches({ count: 2 })))
    other.step((params: Point, microbatch) => {
      reversed.push(microbatch)
      return { value: 0, grads: gradients(params, microbatch) }
    }, other.init(from))
    t.same(
      reversed,
      [0, 0, 1, 1],
      'the other way round each microbatch is perturbed by its own gradient',
    )
  },
)

t.test('gradientNoise is normal with variance eta/(1 + t)^gamma, and the same again', async (t) => {
  const wide: Point = { w: new Float64Array(10_000), b: Float64Array.of(0) }
  const zero = () => ({ w: new Float64Array(10_000), b: Float64Array.of(0) })
  const noise = (steps: number, seed = 1) =>
    asked(gradientNoise({ eta: 4, gamma: 2, seed }), wide, steps, zero).grads.w
  const moments = (sample: readonly number[]) => {
    const mean = sample.reduce((sum, n) => sum + n, 0) / sample.length
    return { mean, variance: sample.reduce((sum, n) => sum + (n - mean) ** 2, 0) / sample.length }
  }
  // 10,000 draws: the mean has deviation sigma/100, the variance sqrt(2)/100 of itself; five of
  // each
  const first = moments(noise(1))
  t.ok(Math.abs(first.mean) < 0.1, `${first.mean}`)
  t.ok(Math.abs(first.variance / 4 - 1) < 0.071, `${first.variance}`)
  t.ok(Math.abs(moments(noise(2)).variance - 1) < 0.071, 'in the second step the variance is 4/2²')
  // as text: comparing 10,000 elements one by one takes minutes where the machine is busy
  const text = (seed: number) => JSON.stringify(noise(1, seed))
  const once = text(1)
  t.ok(once === text(1))
  t.ok(once !== text(2))
})

t.test(
  'every factory is callable without arguments, and bad options are one clear line',
  async (t) => {
    for (const [name, factory] of Object.entries(estimators)) t.equal(factory().name, name)
    t.throws(() => sam({ rho: -1 }), { message: 'sam: rho must be a finite number >= 0, got -1' })
    t.throws(() => microbatches({ count: 0 }), {
      message: 'microbatches: count must be an integer in [1, 65536], got 0',
    })
    t.throws(() => clipNorm({ max: Number.POSITIVE_INFINITY }), {
      message: 'clipNorm: max must be a finite number > 0, got Infinity',
    })
    t.throws(() => gradientNoise({ seed: -1 }), {
      message: 'gradientNoise: seed must be a non-negative integer, got -1',
    })
  },
)
