import { chain, describe, type Transform } from '@momenta/core'
import {
  backtrackingLineSearch,
  scale,
  scaleByLbfgs,
  scaleByLearningRate,
  wolfeLineSearch,
  zoomLineSearch,
} from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'
import type { Rules } from './Rule.js'

/** A factor that may be infinite, as a finite number with the same results. */
const finite = (n: number): number => Math.min(n, 1e300)

const zoom = (o: Fields): Transform => {
  const [max, approximate] = [o.optional('max_learning_rate'), o.optional('approx_dec_rtol')]
  const strategy = o.has('initial_guess_strategy') ? o.text('initial_guess_strategy') : 'keep'
  o.ignore('verbose')
  return zoomLineSearch({
    maxTrials: o.number('max_linesearch_steps'),
    tolerance: o.number('tol'),
    increaseFactor: finite(o.number('increase_factor')),
    slopeRtol: o.number('slope_rtol'),
    curvatureRtol: finite(o.number('curv_rtol')),
    approximate: approximate !== undefined,
    precision: o.number('stepsize_precision'),
    firstTrial: strategy as 'keep' | 'one',
    ...(max === undefined || max === Number.POSITIVE_INFINITY ? {} : { maxLearningRate: max }),
    ...(approximate === undefined ? {} : { approximateRtol: approximate }),
  })
}

const backtracking = (o: Fields): Transform => {
  o.ignore('store_grad', 'verbose')
  const max = o.optional('max_learning_rate')
  return backtrackingLineSearch({
    maxTrials: o.number('max_backtracking_steps') + 1,
    slopeRtol: o.number('slope_rtol'),
    decreaseFactor: o.number('decrease_factor'),
    increaseFactor: finite(o.number('increase_factor')),
    maxLearningRate: finite(max ?? 1e300),
    atol: o.number('atol'),
    rtol: o.number('rtol'),
  })
}

const direction = (o: Fields): Transform =>
  scaleByLbfgs({ memorySize: o.number('memory_size'), scaleInitial: o.flag('scale_init_precond') })

/** Rules that evaluate the loss after the step. */
export const optaxSearches: Rules = {
  scale_by_lbfgs: direction,
  scale_by_zoom_linesearch: zoom,
  scale_by_backtracking_linesearch: backtracking,
  lbfgs: (o, { inner }) => {
    const rate = o.rate('learning_rate')
    const search = o.value('linesearch')
    return chain(
      direction(o),
      rate === undefined ? scale({ factor: -1 }) : scaleByLearningRate({ learningRate: rate }),
      search === null || search === undefined ? [] : inner(search),
    )
  },
}

/** No step where the gradient is small, or the updates promise no change. */
const restNearMinimum = (gradient: number, change: number): Transform =>
  describe({
    name: 'restNearMinimum',
    slots: {},
    hyper: {},
    init: () => null,
    reductions: {
      sums: (x, { updates: u, grads: g }) => ({ slope: x.mul(u, g) }),
      maxima: (x, { grads: g }) => ({ size: x.abs(g) }),
    },
    plan: (host, { sums, maxima }) => {
      const slope = sums.slope.reduce((sum, n) => sum + n, 0)
      const rests = Math.max(...maxima.size) <= gradient || slope > -change
      return { next: host, plan: { scalars: { factor: rests ? 0 : 1 } } }
    },
    body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
  })

/** One iteration of torch.LBFGS. */
export const torchSearches: Rules = {
  LBFGS: (o) => {
    const [lr, search] = [o.number('lr'), o.value('line_search_fn')]
    o.ignore('max_iter', 'max_eval')
    return chain(
      scaleByLbfgs({
        memorySize: o.number('history_size'),
        firstScale: 'l1',
        minCurvature: 1e-10,
      }),
      scale({ factor: -1 }),
      restNearMinimum(o.number('tolerance_grad'), o.number('tolerance_change')),
      search === null ? scale({ factor: lr }) : wolfeLineSearch({ firstStep: lr }),
    )
  },
}
