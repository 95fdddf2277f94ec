import {
  checkOptimizer,
  checkState,
  estimated,
  type Host,
  initialState,
  type Optimizer,
  type Plan,
  type State,
  seenBy,
} from '@momenta/core'
import { arrays } from '../arithmetic/arrays.js'
import type { LeafState } from './Kernel.js'
import { behind, type Known, measured, unknown } from './measured.js'
import type { Segment } from './Segment.js'
import { segmentsFor } from './segmentsFor.js'
import { stateOf } from './stateOf.js'

/** Writes the gradients at a point into arrays, one a leaf, and answers the value of the loss. */
export type GradientInto = (
  params: readonly Float64Array[],
  grads: readonly Float64Array[],
) => number

/** A run under way, in place. */
export interface Run {
  /** The parameters; each step overwrites them. */
  readonly params: readonly Float64Array[]
  /** One step; answers the value at the point that it started from. */
  readonly step: (gradient: GradientInto) => number
  /** A copy of the state, as `float64` has it. */
  readonly state: () => State<Float64Array>
}

/** Options of {@link compile}. */
export interface CompileOptions {
  /** The names of the leaves. Default their numbers. */
  readonly names?: readonly string[]
  /** Where to go on from. Default the start. */
  readonly state?: State<Float64Array>
}

/**
 * Compiles an optimizer for long runs in float64: one pass over memory a step and segment, in place, by code made at run time (where that is forbidden, by a slow
 * interpreter). The same bits as `float64`.
 *
 * @param params - The start, one array a leaf; copied.
 * @throws TypeError if the first argument is no optimizer, RangeError if there is no leaf.
 *
 * @example
 * import { describe, optimizer } from '@momenta/core'
 * import { compile } from '@momenta/float64'
 *
 * const descent = describe({
 *   name: 'descent',
 *   slots: {},
 *   hyper: {},
 *   init: () => null,
 *   plan: (host) => ({ next: host, plan: { k: { rate: 0.25 }, how: 'descent' } }),
 *   body: (x, { u, k }) => ({ u: x.neg(x.mul(k.rate, u)), s: {} }),
 * })
 * const run = compile(optimizer(descent), [[1]])
 * const square = ([w]: readonly Float64Array[], [g]: readonly Float64Array[]) => {
 *   g[0] = 2 * w[0]
 *   return w[0] ** 2
 * }
 * run.step(square) // => 1
 * run.params[0] // => [0.5]
 */
export const compile = (
  optimizer: Optimizer,
  start: readonly ArrayLike<number>[],
  { names = start.map((_, i) => String(i)), state: from }: CompileOptions = {},
): Run => {
  checkOptimizer('compile', optimizer)
  if (start.length === 0)
    throw new RangeError('compile: params must hold at least one array, got none')
  const { transform } = optimizer
  const params = start.map((leaf) => Float64Array.from(leaf))
  const grads = params.map((leaf) => new Float64Array(leaf.length))
  const leaves = params.map((leaf, i) => ({
    name: names[i] as string,
    shape: [leaf.length],
    size: leaf.length,
  }))
  if (from !== undefined) checkState('compile', transform, leaves, from, ({ length }) => [length])
  const first =
    from ??
    initialState(transform, leaves, (slot, i) =>
      slot === 'params'
        ? Float64Array.from(params[i] as Float64Array)
        : new Float64Array(params[i]?.length ?? 0),
    )
  const hosts: Host[] = first.parts.map(({ host }) => host)
  const states = first.parts.map(({ slots, bank }) =>
    Object.fromEntries(
      Object.keys(bank).map((leaf): [string, LeafState] => [
        leaf,
        {
          slots: Object.fromEntries(
            Object.entries(slots).map(([slot, values]) => [
              slot,
              Float64Array.from(values[leaf] as Float64Array),
            ]),
          ),
          bank: (bank[leaf] ?? []).map((entry) => Float64Array.from(entry)),
        },
      ]),
    ),
  )
  const segments = segmentsFor(transform, leaves, params, grads, states)
  let step = first.step

  const runSegment = (before: Known, segment: Segment): Known => {
    const known = measured(segment, before)
    const plans = segment.parts.map((part, i) => {
      const at = segment.from + i
      const hyper = first.parts[at]?.hyper ?? {}
      const [own, ownNames] = [segment.owns[i], segment.names[i]] as const
      const seen = seenBy(
        part,
        own as readonly number[],
        ownNames as readonly string[],
        known.norms,
      )
      const { next, plan } = part.plan(hosts[at] as Host, seen, hyper)
      hosts[at] = next
      return plan
    })
    for (const leaf of segment.leaves) {
      const own = leaf.active.map((k, j) => {
        const plan = plans[k] as Plan | readonly Plan[]
        return Array.isArray(plan) ? (plan[leaf.places[j] as number] as Plan) : (plan as Plan)
      })
      own.forEach(({ write }, j) => {
        const { bank } = leaf.states[j] as LeafState
        if (write === bank.length) bank.push(new Float64Array(leaf.arrays.p.length))
      })
      leaf.kernelOf(own)(leaf.arrays, leaf.states, own)
    }
    return behind(segment, known)
  }
  const ask = (gradient: GradientInto): number => {
    if (optimizer.estimators.length === 0) return gradient(params, grads)
    const oracle = estimated<Float64Array>(
      optimizer,
      (points) => {
        const into = points.map((leaf) => new Float64Array(leaf.length))
        return { value: Float64Array.of(gradient(points, into)), grads: into }
      },
      arrays,
      step,
    )
    const answer = oracle(params, 0)
    for (const [i, leaf] of answer.grads.entries()) grads[i]?.set(leaf)
    return answer.value[0] as number
  }
  return {
    params,
    step: (gradient) => {
      const value = ask(gradient)
      segments.reduce(runSegment, unknown)
      step += 1
      return value
    },
    state: () => stateOf(step, hosts, first.parts, states),
  }
}
