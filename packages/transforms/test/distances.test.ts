import { chain, optimizer, type Transform } from '@momenta/core'
import { float64 } from '@momenta/float64'
import {
  accumulate,
  adaptiveSGDStep,
  applyIfFinite,
  dadaptAdagradStep,
  dadaptAdamStep,
  dadaptAdanStep,
  dogStep,
  dowgStep,
  freezable,
  mechanicStep,
  momoAdamStep,
  momoStep,
  partition,
  polyakStep,
  prodigyStep,
  scale,
  scaleByAdam,
  scaleByLearningRate,
  scheduled,
  withFrozen,
} from '@momenta/transforms'
import t from 'tap'

type Point = { readonly a: Float64Array; readonly b: Float64Array }

const start = (): Point => ({ a: Float64Array.of(1, -2), b: Float64Array.of(3) })
const adam = chain(scaleByAdam(), scaleByLearningRate({ learningRate: 1 }))

const steps: { readonly [name: string]: Transform } = {
  prodigy: prodigyStep({ initialDistance: 0.01 }),
  dadaptAdam: dadaptAdamStep({ initialDistance: 0.01 }),
  dadaptAdagrad: dadaptAdagradStep({ initialDistance: 0.01 }),
  dadaptAdan: dadaptAdanStep({ initialDistance: 0.01 }),
  adaptiveSGD: adaptiveSGDStep(),
  mechanic: chain(adam, mechanicStep({ initialScale: 0.01 })),
  polyak: polyakStep(),
  dog: dogStep({ initial: 0.01 }),
  dowg: dowgStep({ initialSquare: 0.01 }),
  momo: momoStep(),
  momoAdam: momoAdamStep({ learningRate: 0.1 }),
}

/** The points of a run, and the state after it, under Σ w²/2 plus what is added to the gradients. */
const ran = (transform: Transform, added: readonly number[], factor = 1) => {
  const { init, step } = float64(optimizer(transform))
  let iterate = init<Point>(start())
  const points = added.map((more) => {
    iterate = step(({ a, b }) => {
      const grads = { a: a.map((n) => factor * n + more), b: b.map((n) => factor * n + more) }
      return { value: (factor * [...a, ...b].reduce((s, n) => s + n * n, 0)) / 2, grads }
    }, iterate)
    return iterate.params
  })
  return { points, state: iterate.state, last: points.at(-1) as Point }
}

const zeros = (count: number): readonly number[] => Array(count).fill(0)
const size = ({ a, b }: Point) => Math.hypot(...a, ...b)

for (const [name, transform] of Object.entries(steps)) {
  t.test(`${name} needs no learning rate to come nearer to the minimum`, async (t) => {
    t.ok(size(ran(transform, zeros(100)).last) < 0.7 * size(start()))
  })

  t.test(`${name} stays where the gradient and the loss are 0`, async (t) => {
    t.same(ran(transform, zeros(3), 0).last, start())
  })

  t.test(`${name} becomes NaN with a NaN gradient, and skips it in applyIfFinite`, async (t) => {
    const added = [0, Number.NaN, 0]
    t.ok(Number.isNaN(size(ran(transform, added).last)))
    const skipping = ran(applyIfFinite(transform), added)
    t.same(skipping.points[1], skipping.points[0])
    t.same(skipping.last, ran(transform, zeros(2)).last)
  })

  t.test(`${name} sees the mean of accumulated gradients`, async (t) => {
    const { points } = ran(accumulate(transform, { every: 2 }), zeros(6))
    t.same(points[0], start())
    const once = ran(transform, zeros(3)).points
    for (const [i, point] of once.entries())
      t.ok(Math.abs(size(point) - size(points[2 * i + 1] as Point)) < 1e-9)
  })

  t.test(`${name} in partition and freezable sees its own leaves alone`, async (t) => {
    const alone = partition({ a: transform, b: scale({ factor: 0 }) }, (leaf) => leaf)
    const { points } = ran(alone, zeros(4))
    const all = freezable(transform)
    const { init, step } = float64(optimizer(all))
    let iterate = init<Point>(start())
    iterate = { ...iterate, state: withFrozen(all, iterate.state, (leaf) => leaf === 'b') }
    for (const point of points) {
      // the loss counts all leaves in both
      iterate = step(({ a, b }) => {
        const value = [...a, ...b].reduce((s, n) => s + n * n, 0) / 2
        return { value, grads: { a, b } }
      }, iterate)
      t.same(iterate.params, point)
    }
  })
}

t.test('a schedule of a hyperparameter reaches the sums', async (t) => {
  const given = { initialDistance: 0.01, learningRate: 0.5 }
  const constant = scheduled(prodigyStep({ ...given, learningRate: 1 }), {
    learningRate: () => 0.5,
    b2: () => 0.9,
  })
  t.same(ran(constant, zeros(9)).last, ran(prodigyStep({ ...given, b2: 0.9 }), zeros(9)).last)
})

t.test('the steps of the first estimates are worked by hand', async (t) => {
  // Polyak: the loss is 7, the squared norm 14, so that the step is half the gradient
  const halved = ran(steps.polyak as Transform, [0]).last
  t.ok(Math.abs((halved.a[1] as number) + 1) < 1e-15)
  // DoG: r = 0.01 (1 + ‖θ₀‖), and the gradient is divided by its norm
  const rate = (0.01 * (1 + Math.sqrt(14))) / Math.sqrt(14 + 1e-8)
  const { a } = ran(steps.dog as Transform, [0]).last
  t.ok(Math.abs((a[0] as number) - (1 - rate)) < 1e-15)
  // Prodigy: m/√v = (1 − β₁) g/(√(1 − β₂) |g|), corrected, so that the step is d
  const { b } = ran(steps.prodigy as Transform, [0]).last
  t.ok(Math.abs((b[0] as number) - 2.99) < 1e-6)
})

t.test('a run whose numbers overflow in float64 alone is NaN, not an error', async (t) => {
  const { init, step } = float64(optimizer(chain(dowgStep(), scale({ factor: 1e46 }))))
  let iterate = init({ w: Float64Array.of(3) })
  const bowl = ({ w }: { readonly w: Float64Array }) => ({
    value: 0,
    grads: { w: w.map((n) => n - 1) },
  })
  for (let i = 0; i < 6; i++) iterate = step(bowl, iterate)
  t.notOk(Number.isFinite(iterate.params.w[0]))
})
