import { chain, hostOf, optimizer, type Transform } from '@momenta/core'
import { compile, float64 } from '@momenta/float64'
import {
  accumulate,
  applyIfFinite,
  backtrackingLineSearch,
  freezable,
  scale,
  scheduled,
  withFrozen,
  wolfeLineSearch,
  zoomLineSearch,
} from '@momenta/transforms'
import t from 'tap'

type Loss = (w: number) => readonly [value: number, slope: number]

/** One step from w along the negative gradient, and the points where the loss was evaluated. */
const stepOf = (search: Transform, loss: Loss, w: number) => {
  const { init, step } = float64(optimizer(chain(scale({ factor: -1 }), search)))
  const points: number[] = []
  const oracle = ({ w: at }: { readonly w: Float64Array }, _: number, evaluation = 0) => {
    if (evaluation > 0) points.push(at[0] as number)
    const [value, slope] = loss(at[0] as number)
    return { value, grads: { w: Float64Array.of(slope) } }
  }
  const { params, state } = step(oracle, init({ w: Float64Array.of(w) }))
  return { w: params.w[0], points, host: state.parts[1]?.host }
}

const square: Loss = (w) => [w * w, 2 * w]
const searches = { backtrackingLineSearch, zoomLineSearch, wolfeLineSearch }

t.test('backtracking halves the step until the loss is less', async (t) => {
  // f(1) = 1 again at the step 1; a = 1/2 ends in the minimum
  const { w, points, host } = stepOf(backtrackingLineSearch({ decreaseFactor: 0.5 }), square, 1)
  t.same(points, [-1, 0])
  t.equal(w, 0)
  t.same(host, { step: 0.5, trials: 2, converged: true })
})

t.test('zoom and Wolfe find the minimum of a parabola by their first cubic', async (t) => {
  for (const search of [zoomLineSearch(), wolfeLineSearch()]) {
    const { w, points, host } = stepOf(search, square, 1)
    t.equal(points.length, 2)
    t.ok(Math.abs(w as number) < 1e-15, `${w}`)
    t.same(host, { step: 0.5, trials: 2, converged: true })
  }
})

t.test('zoom and Wolfe make steps longer until a slope is small', async (t) => {
  const flat: Loss = (w) => [w * w * 0.01, 0.02 * w]
  for (const search of [zoomLineSearch(), wolfeLineSearch()]) {
    const { w, host } = stepOf(search, flat, 1)
    t.match(host, { converged: true })
    // |f'| is at most 0.9 of the first one
    t.ok(Math.abs(w as number) <= 0.9, `${w}`)
  }
})

t.test('the largest step bounds the trials', async (t) => {
  const linear: Loss = (w) => [w, 1]
  const { points, host } = stepOf(zoomLineSearch({ maxLearningRate: 3 }), linear, 0)
  t.same(points, [-1, -2, -3])
  t.same(host, { step: 3, trials: 3, converged: false })
  t.same(stepOf(backtrackingLineSearch({ maxLearningRate: 0.25 }), square, 1).points, [0.5])
})

t.test('a search that does not converge ends after its trials', async (t) => {
  // the gradient has the wrong sign, so each step climbs
  const wrong: Loss = (w) => [w * w, -2 * w]
  t.same(stepOf(backtrackingLineSearch({ maxTrials: 3 }), wrong, 1).host, {
    step: 0.8 * 0.8,
    trials: 3,
    converged: false,
  })
  const { w, host } = stepOf(zoomLineSearch({ maxTrials: 4 }), wrong, 1)
  t.match(host, { trials: 4, converged: false })
  t.ok(Number.isFinite(w))
  const wolfe = stepOf(wolfeLineSearch({ maxTrials: 4 }), wrong, 1)
  t.equal(wolfe.w, 1)
  t.match(wolfe.host, { trials: 4, converged: false })
})

t.test('where the loss is not finite no step is taken', async (t) => {
  const hole: Loss = (w) => (w === 1 ? [1, 2] : [Number.NaN, Number.NaN])
  const nothing: Loss = () => [Number.NaN, 1]
  const steep: Loss = () => [1, Number.POSITIVE_INFINITY]
  for (const search of Object.values(searches)) {
    const { w, host, points } = stepOf(search({ maxTrials: 5 }), hole, 1)
    t.equal(w, 1)
    t.match(host, { trials: 5, converged: false })
    t.equal(points.length, 5)
    for (const loss of [nothing, steep]) {
      const at = stepOf(search(), loss, 1)
      t.equal(at.w, 1)
      t.same(at.host, { step: null, trials: 0, converged: false })
    }
  }
})

t.test('at a minimum no step is taken', async (t) => {
  for (const search of Object.values(searches)) {
    const { w, host } = stepOf(search(), square, 0)
    t.equal(w, 0)
    t.match(host, { converged: true })
  }
})

t.test('the first trial follows the last step', async (t) => {
  const run = (search: Transform) => {
    const { init, step } = float64(optimizer(chain(scale({ factor: -1 }), search)))
    const trials: number[] = []
    const oracle = ({ w }: { readonly w: Float64Array }, _: number, evaluation = 0) => {
      if (evaluation === 1) trials.push(w[0] as number)
      return { value: (w[0] as number) ** 2, grads: { w: w.map((n) => 2 * n) } }
    }
    let iterate = init({ w: Float64Array.of(1) })
    for (let i = 0; i < 2; i++) {
      iterate = step(oracle, iterate)
      iterate = { ...iterate, params: { w: Float64Array.of(1) } }
    }
    return trials
  }
  // after the step 1/2: 1 − 2 a
  t.same(run(backtrackingLineSearch({ decreaseFactor: 0.5 })), [-1, 1 - 2 * 0.75])
  t.same(run(zoomLineSearch()), [-1, 0])
  t.same(run(zoomLineSearch({ firstTrial: 'one' })), [-1, -1])
})

/** Steps on a bowl of two leaves with gradients that are not finite in step 2. */
const travel = (transform: Transform, steps: number) => {
  const { init, step } = float64(optimizer(transform))
  let iterate = init({ b: Float64Array.of(-3), w: Float64Array.of(1, 2) })
  let evaluations = 0
  const oracleAt = (i: number) => (p: { b: Float64Array; w: Float64Array }) => {
    evaluations++
    const all = [...p.b, ...p.w]
    const value = all.reduce((sum, n) => sum + n * n, 0)
    const grad = (leaf: Float64Array) => leaf.map((n) => (i === 2 ? Number.NaN : 2 * n))
    return { value, grads: { b: grad(p.b), w: grad(p.w) } }
  }
  const path: number[][] = []
  for (let i = 0; i < steps; i++) {
    iterate = step(oracleAt(i), iterate)
    path.push([...iterate.params.b, ...iterate.params.w])
  }
  return { path, evaluations, iterate }
}

const short = () => chain(scale({ factor: -0.1 }), zoomLineSearch({ curvatureRtol: 1 }))

t.test('combinators pass a search on', async (t) => {
  const plain = travel(short(), 2)
  const finite = travel(applyIfFinite(short()), 3)
  t.same(finite.path.slice(0, 2), plain.path)
  t.same(finite.path[2], plain.path[1], 'the step without finite gradients is skipped')
  const every = travel(accumulate(short(), { every: 2 }), 2)
  t.same(every.path, [[-3, 1, 2], plain.path[0]])
  t.equal(every.evaluations, 3)
  const rate = scheduled(short(), { maxTrials: () => 1 })
  t.same(hostOf(rate[1] as never, travel(rate, 1).iterate.state.parts[1]?.host as never), {
    ...(plain.iterate.state.parts[1]?.host as object),
  })
})

t.test('frozen leaves stay in the points that a search proposes', async (t) => {
  const chosen = freezable(short())
  const { init, step } = float64(optimizer(chosen))
  const points: number[] = []
  const first = init({ b: Float64Array.of(-3), w: Float64Array.of(1) })
  const state = withFrozen(chosen, first.state, (leaf) => leaf === 'b')
  const { params } = step(
    ({ b, w }) => {
      points.push(b[0] as number)
      return {
        value: (w[0] as number) ** 2,
        grads: { b: b.map((n) => 2 * n), w: w.map((n) => 2 * n) },
      }
    },
    { ...first, state },
  )
  t.same(new Set(points), new Set([-3]))
  t.same([...params.b], [-3])
  t.ok((params.w[0] as number) < 1)
})

t.test('compile takes the steps of float64', async (t) => {
  for (const search of Object.values(searches)) {
    const chosen = optimizer(chain(scale({ factor: -1 }), search()))
    const run = compile(chosen, [[-1.2, 1]], { names: ['w'] })
    const gradient = ([w]: readonly Float64Array[], [g]: readonly Float64Array[]) => {
      const [x, y] = [w?.[0] as number, w?.[1] as number]
      g?.set([-2 * (1 - x) - 40 * x * (y - x * x), 20 * (y - x * x)])
      return (1 - x) ** 2 + 10 * (y - x * x) ** 2
    }
    const { init, step } = float64(chosen)
    let iterate = init({ w: Float64Array.of(-1.2, 1) })
    for (let i = 0; i < 20; i++) {
      run.step(gradient)
      iterate = step(({ w }) => {
        const g = new Float64Array(2)
        return { value: gradient([w], [g]), grads: { w: g } }
      }, iterate)
    }
    t.same([...(run.params[0] as Float64Array)], [...iterate.params.w])
    t.same(run.state().parts[1]?.host, iterate.state.parts[1]?.host)
  }
})
