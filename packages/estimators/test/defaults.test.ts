import { type Estimator, identity, optimizer } from '@momenta/core'
import { asam, clipValue, gradientNoise, microbatches, sam } from '@momenta/estimators'
import { float64 } from '@momenta/float64'
import t from 'tap'

/**
 * Where an estimator asks for gradients, and what it makes of them: w at (1, -0.5, 3), gradient (2,
 * 2, 1).
 */
const asked = (estimator: Estimator, steps = 1) => {
  const points: number[][] = []
  const microbatchesAsked: number[] = []
  const { init, step } = float64(optimizer(identity, estimator))
  let iterate = init<{ readonly w: Float64Array }>({ w: Float64Array.of(1, -0.5, 3) })
  let moved: readonly number[] = []
  for (let i = 0; i < steps; i++) {
    const before = iterate
    iterate = step((params: { readonly w: Float64Array }, microbatch) => {
      points.push([...params.w])
      microbatchesAsked.push(microbatch)
      return { value: 0, grads: { w: Float64Array.of(2, 2, 1) } }
    }, iterate)
    moved = Array.from(iterate.params.w, (n, j) => n - (before.params.w[j] as number))
  }
  return { points, microbatches: microbatchesAsked, moved }
}
/** How far the second point lies from the first. */
const perturbation = (estimator: Estimator) => {
  const [here, there] = asked(estimator).points as [number[], number[]]
  return there.map((n, i) => n - (here[i] as number))
}
const isNear = (t: Tap, got: readonly number[], wanted: readonly number[]) =>
  t.ok(
    // differences of numbers of size 3, in float64
    got.length === wanted.length &&
      got.every((n, i) => Math.abs(n - (wanted[i] as number)) < 1e-12),
    `${got} is ${wanted}`,
  )
type Tap = { readonly ok: (holds: boolean, says: string) => unknown }

t.test('by default sam perturbs by 0.05 and asam by 0.5 of |w|', async (t) => {
  // the gradient has the norm 3
  isNear(t, perturbation(sam()), [0.1 / 3, 0.1 / 3, 0.05 / 3])
  // T g = (2, 1, 3), T² g = (2, 0.5, 9)
  const norm = Math.sqrt(14)
  isNear(t, perturbation(asam()), [1 / norm, 0.25 / norm, 4.5 / norm])
})

t.test('asam adds eta to the size of each weight', async (t) => {
  // T = (2, 1.5, 4), T g = (4, 3, 4), T² g = (8, 4.5, 16)
  const norm = Math.sqrt(41)
  isNear(t, perturbation(asam({ rho: 1, eta: 1 })), [8 / norm, 4.5 / norm, 16 / norm])
})

t.test('by default clipValue clips at 1 and microbatches evaluates four times', async (t) => {
  isNear(t, asked(clipValue()).moved, [1, 1, 1])
  t.same(asked(microbatches()).microbatches, [0, 1, 2, 3])
})

t.test('the defaults of gradientNoise are eta 0.01, gamma 0.55 and seed 0', async (t) => {
  const noise = (options: object, steps: number) =>
    asked(gradientNoise(options), steps).moved.map((n, i) => n - ([2, 2, 1][i] as number))
  const ratio = (a: readonly number[], b: readonly number[]) =>
    a.map((n, i) => n / (b[i] as number))
  // the same draws, in the deviation sqrt(eta / (1 + t)^gamma); rounding of 1e-15 in noise of 1e-3
  // and more
  for (const each of ratio(noise({ eta: 0.04 }, 1), noise({}, 1)))
    t.ok(Math.abs(each - 2) < 1e-9, `${each}`)
  for (const each of ratio(noise({ gamma: 0 }, 2), noise({}, 2)))
    t.ok(Math.abs(each - 2 ** 0.275) < 1e-9, `${each}`)
  t.same(noise({}, 3), noise({ seed: 0 }, 3))
  t.not(String(noise({}, 1)), String(noise({ seed: 1 }, 1)))
})

t.test('numbers out of range are errors that name the option', async (t) => {
  const says = (make: () => unknown, message: string) => t.throws(make, { message })
  const wanted = 'must be a finite number >= 0, got'
  for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    says(() => sam({ rho: bad }), `sam: rho ${wanted} ${bad}`)
    says(() => asam({ rho: bad }), `asam: rho ${wanted} ${bad}`)
    says(() => asam({ eta: bad }), `asam: eta ${wanted} ${bad}`)
    says(() => gradientNoise({ eta: bad }), `gradientNoise: eta ${wanted} ${bad}`)
    says(() => gradientNoise({ gamma: bad }), `gradientNoise: gamma ${wanted} ${bad}`)
  }
  for (const bad of [0, -1, Number.NaN])
    says(() => clipValue({ max: bad }), `clipValue: max must be a finite number > 0, got ${bad}`)
  for (const bad of [0, 1.5])
    t.throws(() => microbatches({ count: bad }), {
      message: /^microbatches: count must be an integer .*, got (0|1.5)$/,
    })
})
