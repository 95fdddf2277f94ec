import { type Estimator, identity, optimizer } from '@momenta/core'
import { asam, clipNorm, sam } from '@momenta/estimators'
import { float64 } from '@momenta/float64'
import t from 'tap'

type Point = { readonly w: Float64Array }

/** Where the loss is asked from w, and the gradients that the estimator returns (the parameters start as they do not). */
const asked = (estimator: Estimator, g: readonly number[], w = g.map(() => 0)) => {
  const { init, step } = float64(optimizer(identity, estimator))
  const points: number[][] = []
  const grads: Point = { w: Float64Array.from(g) }
  const { params } = step(
    (at: Point) => {
      points.push([...at.w])
      return { value: 0, grads }
    },
    init({ w: Float64Array.from(w) }),
  )
  return { points, moved: Array.from(params.w, (n, i) => n - (w[i] as number)) }
}

/** One rounding of the norm, one of the quotient and one of the product: 1e-15. */
const near = (got: readonly number[] | undefined, wanted: readonly number[]) =>
  got?.every((n, i) => Math.abs(n / (wanted[i] as number) - 1) < 1e-15) === true

t.test('squares of gradients need not be numbers', async (t) => {
  for (const size of [1e200, 1e300, 1e-200]) {
    const { moved } = asked(clipNorm({ max: size }), [3 * size, 4 * size])
    t.ok(near(moved, [0.6 * size, 0.8 * size]), `clipNorm ${size}: ${moved}`)
  }
  const { points } = asked(sam({ rho: 0.5 }), [3e200, 4e200])
  t.ok(near(points[1], [0.3, 0.4]), `${points[1]}`)
  // T = |w| = (1, 2), T g = (3e200, 8e200), norm √73e200; T² g = (3e200, 16e200)
  const there = asked(asam({ rho: 1 }), [3e200, 4e200], [1, 2]).points[1]
  t.ok(near(there, [1 + 3 / Math.sqrt(73), 2 + 16 / Math.sqrt(73)]), `${there}`)
})

t.test('where sam adds 1e-12 to the norm, it does so for small gradients too', async (t) => {
  // 1 * 3e-200/(5e-200 + 1e-12), and 5e-200 is lost beside 1e-12
  t.ok(near(asked(sam({ rho: 1 }), [3e-200, 4e-200]).points[1], [3e-188, 4e-188]))
})

t.test(
  'gradients below max are multiplied by 1, and those of no finite norm are NaN',
  async (t) => {
    t.same(asked(clipNorm({ max: 1e300 }), [1e-300, 1e200]).moved, [1e-300, 1e200])
    t.same(asked(clipNorm({ max: 5 }), [3, 4]).moved, [3, 4])
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY])
      t.same(asked(clipNorm(), [bad, 1]).moved, [Number.NaN, Number.NaN])
  },
)
