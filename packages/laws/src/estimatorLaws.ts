import { type Estimator, identity, optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import type { Law } from './Law.js'
import { bowl, type Point, start } from './problem.js'
import { textOf, travelled } from './travelled.js'

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
      const whole = textOf(travelled(one, 4))
      return textOf(travelled(one, 2, travelled(one, 2))) === whole ? undefined : 'the runs differ'
    },
  },
]
