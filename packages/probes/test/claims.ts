import * as probes from '@momenta/probes'
import * as tensors from '@momenta/probes/tensors'
import { drawing, type Problem } from './randomProblems.js'

/** A number with its error bar beside the truth. */
export interface Claim {
  readonly value: number
  readonly error: number
  readonly truth: number
  readonly converged: boolean
}
export interface Case {
  readonly problem: Problem
  /** Two batches of 1 and 3 samples, the second one's loss twice the first one's: 7/4 of the polynomial. */
  readonly objective: probes.Objective
  readonly hessian: probes.Operator
  readonly draw: ReturnType<typeof drawing>
}
const factor = 7 / 4
type Found = Pick<probes.Measurement, 'value' | 'error' | 'converged'>
const claim = ({ value, error, converged }: Found, truth: number): Claim => ({
  value,
  error,
  truth,
  converged,
})
/** Of a standard error, three: the draws are few and their squares lopsided. */
const threefold = (found: Found): Found => ({ ...found, error: 3 * found.error })
const spectrum = async (rows: readonly (readonly number[])[]) =>
  (await probes.denseEigenvalues(probes.dense(rows))).values
const trace = (rows: readonly (readonly number[])[]) =>
  rows.reduce((sum, row, i) => sum + (row[i] as number), 0)
const scaled = (rows: readonly (readonly number[])[], s: number) =>
  rows.map((row) => row.map((n) => s * n))
const plus = (a: Float64Array, s: number, b: Float64Array) =>
  a.map((n, i) => n + s * (b[i] as number))
const norm = (v: Float64Array) => Math.hypot(...v)
const rise = ({ value, w }: Problem, e: Float64Array) => factor * (value(plus(w, 1, e)) - value(w))

/** The greatest rise in a ball, by many climbs in float64. */
const worst = (problem: Problem, rho: number): number => {
  const { normal } = drawing(3)
  let most = 0
  for (let start = 0; start < 8; start++) {
    let e = Float64Array.from({ length: problem.dim }, normal)
    for (let i = 0; i < 500; i++) {
      const g = problem.gradient(plus(problem.w, 1, e))
      const length = norm(g)
      e = g.map((n) => (rho * n) / length)
    }
    most = Math.max(most, rise(problem, e))
  }
  return most
}
const corners = (bounds: Float64Array) =>
  Array.from({ length: 2 ** bounds.length }, (_, k) =>
    bounds.map((n, i) => ((k >> i) & 1 ? n : -n)),
  )
const traced =
  (probe: typeof probes.hutchinson) =>
  async ({ problem, hessian }: Case) => [
    claim(await probe(hessian), factor * trace(problem.hessian)),
  ]

/** What each probe claims of a problem; none where it has nothing to say of it. */
export const checks: { readonly [name: string]: (given: Case) => Promise<readonly Claim[]> } = {
  topEigenvalue: async ({ problem, hessian }) => [
    claim(
      await probes.topEigenvalue(hessian),
      (await spectrum(scaled(problem.hessian, factor)))[0] as number,
    ),
  ],
  eigenvalues: async ({ problem, hessian }) => {
    const values = await spectrum(scaled(problem.hessian, factor))
    const { smallest } = await probes.eigenvalues(hessian, { largest: 0, smallest: 1 })
    return smallest.map((pair) => claim(pair, values.at(-1) as number))
  },
  denseEigenvalues: async ({ problem, hessian }) => {
    const values = await spectrum(scaled(problem.hessian, factor))
    const { values: found, error, converged } = await probes.denseEigenvalues(hessian)
    return Array.from(found, (value, i) => claim({ value, error, converged }, values[i] as number))
  },
  hutchinson: traced(probes.hutchinson),
  hutchPlusPlus: traced(probes.hutchPlusPlus),
  xTrace: traced(probes.xTrace),
  massBetween: async ({ problem, hessian }) => {
    const values = [...(await spectrum(scaled(problem.hessian, factor)))]
    const [above, below] = values
    // between the greatest and the next, where a node cannot be on either side
    if (below === undefined || !((above as number) > 1.2 * Math.abs(below))) return []
    const middle = ((above as number) + below) / 2
    const density = await probes.spectralDensity(hessian, { runs: 20 })
    const found = probes.massBetween(density, middle, Number.POSITIVE_INFINITY)
    return density.converged ? [claim(threefold(found), 1 / problem.dim)] : []
  },
  eigenvalueRatio: async ({ problem, hessian }) => {
    const [first = 0, second = 0] = await spectrum(problem.hessian)
    return problem.dim < 2
      ? []
      : [claim(await probes.eigenvalueRatio(hessian, { k: 2 }), Math.abs(first / second))]
  },
  preconditioned: async ({ problem, hessian, draw }) => {
    const diagonal = Array.from({ length: problem.dim }, () => 10 ** (4 * draw.uniform() - 2))
    const rows = problem.hessian.map((row, i) =>
      row.map(
        (n, j) => (factor * n) / Math.sqrt((diagonal[i] as number) * (diagonal[j] as number)),
      ),
    )
    const found = await probes.topEigenvalue(probes.preconditioned(hessian, diagonal))
    return [claim(found, (await spectrum(rows))[0] as number)]
  },
  block: async ({ problem, objective, hessian }) => {
    const found = await probes.topEigenvalue(
      probes.block(hessian, objective.spans, (name) => name === 'first'),
    )
    return objective.spans.length < 2
      ? []
      : [claim(found, factor * (problem.hessian[0]?.[0] as number))]
  },
  gaussNewton: async ({ problem }) => {
    const { params, outputs } = problem
    const model = await tensors.tensorModel({ params, outputs: outputs as never, batches: [0] })
    const operator = probes.gaussNewton(model, { hessian: probes.squaredHessian('samples') })
    return [
      claim(
        await probes.topEigenvalue(operator),
        (await spectrum(problem.gaussNewton))[0] as number,
      ),
    ]
  },
  fisherEigenvalues: async ({ problem }) => {
    const [top] = await probes.fisherEigenvalues(await samples(problem))
    return [claim(top as Found, 2.5 * norm(problem.gradient(problem.w)) ** 2)]
  },
  empiricalFisher: async ({ problem }) => [
    claim(
      await probes.topEigenvalue(await probes.empiricalFisher(await samples(problem))),
      2.5 * norm(problem.gradient(problem.w)) ** 2,
    ),
  ],
  measureGradientNorm: async ({ problem, objective }) => [
    claim(await probes.measureGradientNorm(objective), factor * norm(problem.gradient(problem.w))),
  ],
  samSharpness: async ({ problem, objective }) => {
    const g = problem.gradient(problem.w)
    const e = g.map((n) => (0.05 * n) / norm(g))
    return [claim(await probes.samSharpness(objective), rise(problem, e))]
  },
  mSharpness: async ({ problem, objective }) => {
    const g = problem.gradient(problem.w)
    const e = g.map((n) => (0.1 * n) / norm(g))
    return [claim(await probes.mSharpness(objective, { rho: 0.1 }), rise(problem, e))]
  },
  asamSharpness: async ({ problem, objective }) => {
    const tg = problem.gradient(problem.w).map((n, i) => n * Math.abs(problem.w[i] as number))
    const e = tg.map((n, i) => (0.1 * n * Math.abs(problem.w[i] as number)) / norm(tg))
    const found = await probes.asamSharpness(objective, { rho: 0.1, adaptiveBias: true })
    return [claim(found, rise(problem, e))]
  },
  worstSharpness: async ({ problem, objective }) =>
    problem.isConvex ? [claim(await probes.worstSharpness(objective), worst(problem, 0.05))] : [],
  boxSharpness: async ({ problem, objective }) => {
    const bounds = problem.w.map((n) => 1e-3 * (Math.abs(n) + 1))
    const most = Math.max(...corners(bounds).map((e) => rise(problem, e)))
    const loss = factor * problem.value(problem.w)
    const found = await probes.boxSharpness(objective, { restarts: 8 })
    return problem.isConvex ? [claim(found, (100 * most) / (1 + loss))] : []
  },
  gaussianSharpness: async ({ problem, objective }) => {
    const sigma = 0.3
    const truth =
      factor * ((sigma ** 2 * trace(problem.hessian)) / 2 + 3 * sigma ** 4 * problem.quartic)
    const found = await probes.gaussianSharpness(objective, { sigma, tolerance: 0.5 })
    return [claim(threefold(found), truth)]
  },
  slice: async ({ problem, objective, draw }) => {
    const d = Float64Array.from({ length: problem.dim }, draw.normal)
    const { at, values, error, converged } = await probes.slice(objective, d, { points: 5 })
    return Array.from(at, (a, i) =>
      claim(
        { value: values[i] as number, error, converged },
        factor * problem.value(plus(problem.w, a, d)),
      ),
    )
  },
  slice2d: async ({ problem, objective, draw }) => {
    const [d, e] = [0, 1].map(() => Float64Array.from({ length: problem.dim }, draw.normal)) as [
      Float64Array,
      Float64Array,
    ]
    const range = { points: 3 }
    const plane = await probes.slice2d(objective, d, e, { a: range, b: range })
    return Array.from(plane.values, (value, k) => {
      const x = plus(problem.w, plane.a[k % 3] as number, d)
      const y = plus(x, plane.b[Math.floor(k / 3)] as number, e)
      return claim({ ...plane, value }, factor * problem.value(y))
    })
  },
  linearConnectivity: async ({ problem, objective, draw }) => {
    const d = Float64Array.from({ length: problem.dim }, () => 4 * draw.normal())
    const other = plus(problem.w, 1, d).map(Math.fround)
    const along = plus(other, -1, problem.w)
    const at = (a: number) => factor * problem.value(plus(problem.w, a, along))
    const [start, end] = [at(0), at(1)]
    let truth = 0
    for (let k = 0; k <= 5000; k++) {
      const a = k / 5000
      truth = Math.max(truth, at(a) - (1 - a) * start - a * end)
    }
    return [claim(await probes.linearConnectivity(objective, other), truth)]
  },
}

/** Two samples with gradients g and 2g. */
const samples = ({ params, loss }: Problem) =>
  tensors.tensorObjective({ params, loss: loss as never, batches: [1, 2], size: () => 1 })
