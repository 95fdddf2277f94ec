import { optimizer, type Transform } from '@momenta/core'
import { compile, float64 } from '@momenta/float64'
import type { Law } from './Law.js'
import { bowl, type Point, start } from './problem.js'
import { runLaws } from './runLaws.js'
import { travel } from './travel.js'

const steps = 8

/** The leaf w after a few steps in which the gradient of the leaf b is multiplied by a factor. */
const otherLeafScaled = (transform: Transform, factor: number): string => {
  const { init, step } = float64(optimizer(transform))
  let iterate = init(start)
  for (let i = 0; i < steps; i++)
    iterate = step(() => {
      const { value, grads } = bowl(start, i)
      return { value, grads: { w: grads.w, b: grads.b.map((g) => factor * g) } }
    }, iterate)
  return String(iterate.params.w)
}

/**
 * The laws that every transform obeys, in float64 on a small problem with two leaves: those of a
 * run (inputs are not modified, a copied state resumes bit for bit, the identity and a loss that
 * throws change nothing, …), and those of its own.
 *
 * @example
 * import { identity } from '@momenta/core'
 * import { transformLaws } from '@momenta/laws'
 *
 * transformLaws.map(({ check }) => check(identity)).every((broken) => broken === undefined) // => true
 */
export const transformLaws: readonly Law<Transform>[] = [
  ...runLaws.map(({ name, check }) => ({
    name,
    check: (transform: Transform) => check(optimizer(transform)),
  })),
  {
    name: 'the compiled steps are those of the definition, bit for bit',
    check: (transform) => {
      const one = optimizer(transform)
      const run = compile(one, [start.w, start.b], { names: ['w', 'b'] })
      for (let i = 0; i < steps; i++)
        run.step(([w, b], [intoW, intoB]) => {
          const { value, grads } = bowl({ w, b } as Point, 0)
          intoW?.set(grads.w)
          intoB?.set(grads.b)
          return value
        })
      const [w, b] = run.params
      const { params } = travel(one, steps)
      return `${w} ${b}` === `${params.w} ${params.b}`
        ? undefined
        : `compiled at ${w} ${b}, the definition at ${params.w} ${params.b}`
    },
  },
  {
    name: 'gradients of 0 give finite updates',
    check: (transform) => {
      const { init, step } = float64(optimizer(transform))
      const zeros = { w: start.w.map(() => 0), b: start.b.map(() => 0) }
      let iterate = init<Point>(start)
      for (let i = 0; i < steps; i++) iterate = step(() => ({ value: 0, grads: zeros }), iterate)
      const { w, b } = iterate.params
      return [...w, ...b].every(Number.isFinite) ? undefined : `moved to ${w} and ${b}`
    },
  },
  {
    name: 'without norms and sums the update of a leaf depends on that leaf alone',
    check: (transform) => {
      if (
        transform.some(({ needs = [], reductions }) => needs.length > 0 || reductions !== undefined)
      )
        return undefined
      const [once, thrice] = [1, 3].map((factor) => otherLeafScaled(transform, factor))
      return once === thrice
        ? undefined
        : `w is at ${once}, and at ${thrice} where b's gradient is 3 times`
    },
  },
]
