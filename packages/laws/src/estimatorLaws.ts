import { type Estimator, identity, optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import type { Law } from './Law.js'
import { bowl, type Point, start } from './problem.js'
import { textOf, travel } from './travel.js'

const evaluate = (estimator: Estimator) => {
  const points: Point[] = []
  const { init, step } = float64(optimizer(identity, estimator))
  const from = init(start)
  const next = step((params: Point, microbatch) => {
    points.push({ w: params.w.slice(), b: params.b.slice() })
    return bowl(params, microbatch)
  }, from)
  return { points, from, next }
}

/**
 * Evaluations with the parameters as auxiliary outputs: what is returned, and the points of
 * evaluation 0.
 */
const observe = (estimator: Estimator) => {
  const unperturbed: Point[] = []
  const { init, step } = float64(optimizer(identity, estimator))
  const { aux } = step((params: Point, microbatch, evaluation) => {
    if (evaluation === 0) unperturbed.push(params)
    return { ...bowl(params, microbatch), aux: [params.w.slice(), params.b.slice()] }
  }, init(start))
  return { unperturbed, aux }
}

/** A mean over microbatches rounds in the last places. */
const isNear = (got: Float64Array | undefined, wanted: Float64Array): boolean =>
  got?.length === wanted.length && got.every((n, i) => Math.abs(n - (wanted[i] as number)) < 1e-12)

/**
 * The laws of every estimator.
 *
 * @example
 * import type { Estimator } from '@momenta/core'
 * import { estimatorLaws } from '@momenta/laws'
 *
 * const plain: Estimator = { name: 'plain', wrap: (oracle) => oracle }
 * estimatorLaws.map(({ check }) => check(plain)).every((broken) => broken === undefined) // => true
 */
export const estimatorLaws: readonly Law<Estimator>[] = [
  {
    name: 'it evaluates first at the point itself',
    check: (estimator) => {
      const [first] = evaluate(estimator).points
      return first !== undefined &&
        String(first.w) === String(start.w) &&
        String(first.b) === String(start.b)
        ? undefined
        : `evaluated first at ${first?.w}, ${first?.b}`
    },
  },
  {
    name: 'it changes no parameters',
    check: (estimator) => {
      const { params } = evaluate(estimator).from
      return `${params.w} ${params.b}` === `${start.w} ${start.b}`
        ? undefined
        : `they are ${params.w} and ${params.b}`
    },
  },
  {
    name: 'it returns the same in the same step',
    check: (estimator) => {
      const [first, second] = [evaluate(estimator), evaluate(estimator)].map(({ next }) =>
        textOf(next),
      )
      return first === second ? undefined : 'two evaluations differ'
    },
  },
  {
    name: 'evaluation 0 is at the point itself',
    check: (estimator) => {
      const { unperturbed } = observe(estimator)
      const elsewhere = unperturbed.find(({ w, b }) => `${w} ${b}` !== `${start.w} ${start.b}`)
      if (elsewhere !== undefined) return `evaluation 0 at ${elsewhere.w}, ${elsewhere.b}`
      return unperturbed.length > 0 ? undefined : 'no evaluation 0'
    },
  },
  {
    name: 'it returns the auxiliary outputs at the point itself',
    check: (estimator) => {
      try {
        const { aux } = observe(estimator)
        return isNear(aux?.[0], start.w) && isNear(aux?.[1], start.b)
          ? undefined
          : `the parameters as auxiliary outputs are ${aux}`
      } catch (error) {
        return String(error)
      }
    },
  },
  {
    name: 'gradients of 0 stay finite',
    check: (estimator) => {
      const { init, step } = float64(optimizer(identity, estimator))
      const flat = ({ w, b }: Point) => ({
        value: 0,
        grads: { w: w.map(() => 0), b: b.map(() => 0) },
      })
      const { params } = step(flat, init(start))
      return [...params.w, ...params.b].every(Number.isFinite) ? undefined : `moved to ${params.w}`
    },
  },
  {
    name: 'an optimizer with it is resumed bit for bit',
    check: (estimator) => {
      const one = optimizer(identity, estimator)
      const whole = textOf(travel(one, 4))
      return textOf(travel(one, 2, travel(one, 2))) === whole ? undefined : 'the runs differ'
    },
  },
]
