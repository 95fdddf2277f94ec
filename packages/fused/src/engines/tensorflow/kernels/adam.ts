import { all, isAverage, isFinite32 } from '../conditions.js'
import { type Factor, negated, over, rootOf, times, zero } from '../Factor.js'
import type { Node } from '../graph.js'
import { anyMultiple, average, squareMultiple } from '../patterns/average.js'
import { direction, moved } from '../patterns/descent.js'
import { hole, named, slot } from '../patterns/leaves.js'
import { maximum } from '../patterns/operations.js'
import { matchesOf } from '../patterns/Pattern.js'
import { type Emitter, type Kernel, tensor, type Use, variable } from './Kernel.js'
import { parametersOf } from './parameters.js'

/** m = b1 · m + c1 · u. */
const first = average('mu', 'b1', 'c1', anyMultiple('u'))
/** v = b2 · v + c2 · u². */
const second = named('v', average('nu', 'b2', 'c2', squareMultiple('u')))
/** The maximum of v so far. */
const maximal = named('top', maximum(second, slot('nuMax')))

/**
 * A match of one of the kernels; those without a momentum have no `mu`, those without a maximum no
 * `nuMax`.
 */
interface Found {
  readonly nodes: { readonly [hole in 'p' | 'u' | 'nu' | 'v']: Node } & {
    readonly [hole in 'mu' | 'm' | 'nuMax' | 'top']?: Node
  }
  readonly factors: {
    readonly [name in 'keep' | 'rate' | 'scale' | 'inside' | 'eps' | 'b2' | 'c2']: Factor
  } & { readonly [name in 'b1' | 'c1']?: Factor }
}

/** A factor that is not 0 in float32: TensorFlow's threads have no subnormal numbers. */
const atLeastNormal =
  (factor: Factor): Factor =>
  (values) => {
    const number = factor(values)
    return number > 0 ? Math.max(number, 2 ** -126) : number
  }

const useOf = (next: Node, { nodes, factors }: Found): Use => {
  const { p, u, mu, m, nu, v, nuMax, top } = nodes
  const { keep, rate, scale, inside, eps, b1 = zero, c1, b2, c2 } = factors
  // p + rate m / (scale √(inside v) + eps) is p − alpha m / (√v + epsilon)
  const divisor = times(scale, rootOf(inside))
  const alpha = negated(over(rate, divisor))
  const epsilon = atLeastNormal(over(eps, divisor))
  const averages = [isAverage(b2, c2), ...(c1 === undefined ? [] : [isAverage(b1, c1)])]
  const tops = nuMax === undefined ? [] : [[nuMax, top] as const]
  return {
    reads: [u],
    makes: [next, v, ...[m, top].filter((node) => node !== undefined)],
    holds: all(isFinite32(alpha), isFinite32(epsilon), ...averages),
    emit: (to: Emitter) => {
      const gradient = tensor(to.tensor(u))
      const variables = [
        [parametersOf(to, p, keep), next] as const,
        mu === undefined ? ([to.zeros(u), undefined] as const) : ([to.tensor(mu), m] as const),
        ...[[nu, v] as const, ...tops].map(([slot, made]) => [to.tensor(slot), made] as const),
      ]
      // Without a momentum m becomes m + (u − m) with β₁ = 0, which is u exactly for zeros only.
      // powers β₁ᵗ and β₂ᵗ of 0: alpha is corrected already
      const scalars = [zero, zero, alpha, b1, b2, epsilon].map(to.scalar)
      to.update(variables, {
        operation: nuMax === undefined ? 'ResourceApplyAdam' : 'ResourceApplyAdamWithAmsgrad',
        inputs: [...variables.map((_, i) => variable(i)), ...scalars, gradient],
      })
    },
  }
}

const kernel = (name: string, find: (next: Node) => readonly Found[]): Kernel => ({
  name,
  uses: (next) => find(next).map((found) => useOf(next, found)),
})

const adamPattern = moved(direction(named('m', first), second))
const amsgradPattern = moved(direction(named('m', first), maximal))
const rmsPattern = moved(direction(hole('u'), second))
const rmsMaximumPattern = moved(direction(hole('u'), maximal))

/**
 * TensorFlow's Adam: p + rate · m / (scale · √(inside · v) + eps), also with the maximum of v
 * instead of v; with m, or with u instead of m: RMSProp, and Adam after a memory of momenta. That
 * is its kernel with β₁ = 0.
 */
export const adamKernels: readonly Kernel[] = [
  kernel('adam', (next) => matchesOf(adamPattern, next)),
  kernel('amsgrad', (next) => matchesOf(amsgradPattern, next)),
  kernel('rms', (next) => matchesOf(rmsPattern, next)),
  kernel('rms with maximum', (next) => matchesOf(rmsMaximumPattern, next)),
]
