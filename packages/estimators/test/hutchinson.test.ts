import {
  describe,
  describeWhole,
  type Estimator,
  identity,
  optimizer,
  type Transform,
} from '@momenta/core'
import { gradientNoise, hutchinson, microbatches, sam } from '@momenta/estimators'
import { compile, float64 } from '@momenta/float64'
import t from 'tap'

/** The updates are the diagonal of the Hessian where it is given, else −7. */
const showHessian: Transform = describe({
  name: 'showHessian',
  slots: {},
  hyper: {},
  companions: ['hessian'],
  init: () => null,
  plan: (host, { more }) => ({ next: host, plan: { scalars: {}, more } }),
  body: (x, { more: { hessian } }) => ({ updates: hessian ?? x.of(-7), slots: {} }),
})

type Point = { readonly w: Float64Array; readonly b: Float64Array }
const start: Point = { w: Float64Array.of(0.5, -1, 2), b: Float64Array.of(3) }

/** Σ aᵢ wᵢ⁴/12 + b²: its Hessian is diagonal, so one direction gives it. */
const quartic = ({ w, b }: Point, microbatch = 0) => ({
  value: 0,
  grads: {
    w: w.map((n, i) => ((i + 1 + microbatch) * n ** 3) / 3),
    b: b.map((n) => 2 * n),
  },
})
const diagonal = start.w.map((n, i) => (i + 1) * n ** 2)

const stepped = (...estimators: readonly Estimator[]) => {
  const { init, step } = float64(optimizer(showHessian, ...estimators))
  const { params } = step(quartic, init(start))
  return {
    w: params.w.map((n, i) => n - (start.w[i] as number)),
    b: params.b.map((n, i) => n - (start.b[i] as number)),
  }
}

const isNear = (got: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number) =>
  Array.from(got).every((n, i) => Math.abs(n - (wanted[i] as number)) <= tolerance)

t.test('on a diagonal Hessian it is the diagonal, to the square of the radius', async (t) => {
  const { w, b } = stepped(hutchinson())
  // r² aᵢ/3 for the quartic, rounding of differences of size r for the square
  t.ok(isNear(w, diagonal, 2e-6), `${w}`)
  t.ok(isNear(b, [2], 1e-10), `${b}`)
  t.ok(isNear(stepped(hutchinson({ radius: 0.1 })).w, diagonal, 2e-2))
  t.notOk(isNear(stepped(hutchinson({ radius: 0.1 })).w, diagonal, 1e-3))
})

t.test('the mean over directions is the diagonal of any Hessian', async (t) => {
  const bilinear = ({ w }: Pick<Point, 'w'>) => {
    const [x = 0, y = 0] = w
    return { value: 0, grads: { w: Float64Array.of(2 * x + 3 * y, 3 * x - y) } }
  }
  const seeds = Array.from({ length: 400 }, (_, seed) => {
    const { init, step } = float64(optimizer(showHessian, hutchinson({ seed })))
    return step(bilinear, init({ w: Float64Array.of(0, 0) })).params.w
  })
  const mean = [0, 1].map((i) => seeds.reduce((sum, w) => sum + (w[i] as number), 0) / 400)
  // each is the diagonal ± 3, so the mean of 400 is within 3/20 in two of three cases
  t.ok(isNear(mean, [2, -1], 0.6), `${mean}`)
  t.equal(new Set(seeds.map(String)).size, 2)
})

t.test('it evaluates three times in every k-th step, else once', async (t) => {
  const { init, step } = float64(optimizer(identity, hutchinson({ every: 3 })))
  const evaluations: number[][] = []
  let iterate = init(start)
  for (let i = 0; i < 4; i++) {
    const own: number[] = []
    iterate = step((point: Point, _, evaluation = 0) => {
      own.push(evaluation)
      return quartic(point)
    }, iterate)
    evaluations.push(own)
  }
  t.same(evaluations, [[0, 1, 2], [0], [0], [0, 1, 2]])
})

t.test('with SAM it is that at the unperturbed parameters, once', async (t) => {
  t.same(stepped(hutchinson(), sam({ rho: 0.5 })), stepped(hutchinson()))
})

t.test('microbatches return the mean of the estimates', async (t) => {
  const mean = start.w.map((n, i) => (i + 1.5) * n ** 2)
  const two = microbatches({ count: 2 })
  t.ok(isNear(stepped(hutchinson(), two).w, mean, 2e-6))
  t.ok(isNear(stepped(two, hutchinson()).w, mean, 2e-6))
})

t.test('noise of the same seed is another random number, and cancels', async (t) => {
  const noise = gradientNoise({ eta: 1, seed: 0 })
  t.ok(isNear(stepped(noise, hutchinson()).w, diagonal, 2e-6))
})

/** The same as a part that computes with whole leaves, and its memory of the last Hessian. */
const whole: Transform = describeWhole({
  name: 'whole',
  slots: { last: 'zeros' },
  hyper: {},
  companions: ['hessian'],
  init: () => null,
  plan: (host, { more }) => ({ next: host, plan: { scalars: {}, more } }),
  leaf: (x, { updates: u, slots, more: { hessian } }) => {
    const last = hessian ?? slots.last
    return { updates: x.sub(last, u), slots: { last } }
  },
})

for (const [name, chain] of Object.entries({ showHessian, whole }))
  t.test(`compiled runs read it with the bits of float64: ${name}`, async (t) => {
    const one = optimizer(chain, hutchinson({ every: 2 }))
    const { init, step } = float64(one)
    let iterate = init(start)
    const run = compile(one, [start.w, start.b], { names: ['w', 'b'] })
    for (let i = 0; i < 3; i++) {
      iterate = step(quartic, iterate)
      run.step(([w, b], into) => {
        const { grads } = quartic({ w, b } as Point)
        into[0]?.set(grads.w)
        into[1]?.set(grads.b)
        return 0
      })
      t.same(run.params, [iterate.params.w, iterate.params.b])
    }
  })

t.test(
  'an optimizer whose chain reads it without an estimator is an error in one line',
  async (t) => {
    const message = (who: string) =>
      `${who}: an estimator must give the companion 'hessian' of the gradient that showHessian reads, got none that does; add one, as optimizer(transform, hutchinson())`
    t.throws(() => float64(optimizer(showHessian)), {
      name: 'TypeError',
      message: message('float64'),
    })
    t.throws(() => compile(optimizer(showHessian), [[0]]), { message: message('compile') })
  },
)

t.test('a plan that reads a companion in a step without it is an error in one line', async (t) => {
  const [part] = showHessian
  const always = [
    { ...part, plan: () => ({ next: null, plan: { scalars: {}, more: ['hessian'] } }) },
  ]
  const one = optimizer(always as unknown as Transform, hutchinson({ every: 2 }))
  const { init, step } = float64(one)
  const second = step(quartic, init(start))
  t.throws(() => step(quartic, second), {
    name: 'RangeError',
    message:
      /^step: part 0 \(showHessian\): its plan must read companions .* got 'hessian' of \[\]/,
  })
})
