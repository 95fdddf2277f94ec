import {
  checkOptimizer,
  checkState,
  estimated,
  type Host,
  initialState,
  kindOf,
  type Measures,
  measuresOf,
  nextCount,
  type Optimizer,
  type Slot,
  type State,
} from '@momenta/core'
import { arrays } from '../arithmetic/arrays.js'
import { namedLeaves, startOf } from './checkStart.js'
import { unknown } from './measured.js'
import { commit, runSegment } from './runSegment.js'
import { segmentsFor } from './segmentsFor.js'
import { stateOf, statesFor } from './statesFor.js'

/**
 * Writes the gradients at a point into arrays, one a leaf, and returns the value of the loss.
 *
 * The arrays hold zeros before each call, so what it does not write is a gradient of 0, and it may add to them.
 */
export type GradientInto = (
  params: readonly Float64Array[],
  grads: readonly Float64Array[],
) => number

/** A run under way, in place. */
export interface Run {
  /** The parameters; each step overwrites them. */
  readonly params: readonly Float64Array[]
  /** One step; returns the value at the point that it started from. If it throws, the run is as it was before. */
  readonly step: (gradient: GradientInto) => number
  /** A copy of the state, as `float64` has it. */
  readonly state: () => State<Float64Array>
}

/** Options of {@link compile}. */
export interface CompileOptions {
  /** The names of the leaves. Default their numbers. */
  readonly names?: readonly string[]
  /** Where to go on from, copied; it must fit the optimizer and the leaves. Default the start. */
  readonly state?: State<Float64Array>
}

const firstOf = (slot: Slot, leaf: Float64Array | undefined): Float64Array =>
  slot === 'params' ? Float64Array.from(leaf ?? []) : new Float64Array(leaf?.length ?? 0)

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
 *   plan: (host) => ({ next: host, plan: { scalars: { rate: 0.25 } } }),
 *   body: (x, { updates: u, scalars: k }) => ({ updates: x.neg(x.mul(k.rate, u)), slots: {} }),
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
  { names, state: from }: CompileOptions = {},
): Run => {
  checkOptimizer('compile', optimizer)
  const { transform } = optimizer
  const params = startOf(start)
  const leaves = namedLeaves(params, names ?? params.map((_, i) => String(i)))
  const grads = params.map((leaf) => new Float64Array(leaf.length))
  if (from !== undefined) checkState('compile', transform, leaves, from, ({ length }) => [length])
  const first = from ?? initialState(transform, leaves, (slot, i) => firstOf(slot, params[i]))
  const { from: inPlaceFrom } = measuresOf(transform).at(-1) as Measures
  const states = statesFor(transform, first, inPlaceFrom)
  const segments = segmentsFor(transform, leaves, params, grads, states)
  const hypers = first.parts.map(({ hyper }) => hyper)
  let hosts: readonly Host[] = first.parts.map(({ host }) => host)
  let { step } = first

  const ask = (gradient: GradientInto): number => {
    const at = (points: readonly Float64Array[], into: readonly Float64Array[]) => {
      const value: unknown = gradient(points, into)
      if (typeof value !== 'number')
        throw new TypeError(
          `step: the gradient function must return the value of the loss, a number, got ${kindOf(value)}`,
        )
      return value
    }
    for (const leaf of grads) leaf.fill(0)
    if (optimizer.estimators.length === 0) return at(params, grads)
    const oracle = estimated<Float64Array>(
      optimizer,
      (points) => {
        const into = points.map((leaf) => new Float64Array(leaf.length))
        return { value: Float64Array.of(at(points, into)), grads: into }
      },
      arrays,
      step,
      leaves,
    )
    const answer = oracle(params, 0)
    for (const [i, leaf] of answer.grads.entries()) grads[i]?.set(leaf)
    return answer.value[0] as number
  }
  return {
    params,
    step: (gradient) => {
      const next = nextCount('step', step)
      const value = ask(gradient)
      let known = unknown
      const running = { hosts: hosts.slice(), hypers, ready: [] }
      for (const segment of segments) known = runSegment(segment, running, known)
      for (const leaf of running.ready) commit(leaf)
      hosts = running.hosts
      step = next
      return value
    },
    state: () => stateOf(transform, states, { step, hosts, hypers }),
  }
}
