import { mapDictionary, type Optimizer, type State } from '@momenta/core'
import { checkOptimizer, checkState, initialState, layoutOf } from '@momenta/core/program'
import { initialSlot } from '../definition/initialSlot.js'
import { checkOptions, leavesWith, type Shapes, shapeOf } from '../shapes.js'
import { bindArrays } from './bindArrays.js'
import { checkedNames, startOf } from './checkStart.js'
import { copyPart } from './copyPart.js'
import { evaluator, type GradientInto } from './evaluator.js'
import { execute } from './execute.js'
import { leafStatesOf } from './leafStatesOf.js'

/** A run that updates its parameters and state in place. */
export interface Run {
  /** The parameters; each step overwrites them. */
  readonly params: readonly Float64Array[]
  /**
   * Takes one step and returns the value at the parameters before it. If it throws, the run is
   * unchanged.
   */
  readonly step: (gradient: GradientInto) => number
  /** A copy of the state, in the form of `float64`. */
  readonly state: () => State<Float64Array>
}

/** Options of {@link compile}. */
export interface CompileOptions {
  /** The names of the leaves. Default their numbers. */
  readonly names?: readonly string[]
  /** The shapes of leaves by name, for rules that read them. Default one axis. */
  readonly shapes?: Shapes
  /**
   * The initial state, copied; it must match the optimizer and the leaves. Default that of the
   * first step.
   */
  readonly state?: State<Float64Array>
}

/**
 * Compiles an optimizer for long runs in float64: one pass over memory per step and segment, in
 * place, by generated code (where that is forbidden, by a slow interpreter). The same bits as
 * `float64`.
 *
 * @param params - The initial parameters, one array per leaf; copied.
 * @throws TypeError if the first argument is not an optimizer or the last no object, RangeError if
 *   there is no leaf.
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
  options: CompileOptions = {},
): Run => {
  checkOptimizer('compile', optimizer)
  checkOptions('compile', options)
  const { names, shapes, state: from } = options
  const { transform } = optimizer
  const params = startOf(start)
  const own = checkedNames(params, names ?? params.map((_, i) => String(i)))
  const leaves = leavesWith('compile', params, own, shapes)
  const grads = params.map((leaf) => new Float64Array(leaf.length))
  const layout = layoutOf(transform, leaves)
  if (from !== undefined) checkState('compile', layout, from, shapeOf)
  const first =
    from ??
    initialState(transform, leaves, (slot, i) =>
      initialSlot(slot, params[i] ?? [], leaves[i]?.shape ?? []),
    )
  const states = leafStatesOf(transform, first, layout.segments.at(-1)?.from ?? 0)
  const arrays = bindArrays(layout, leaves, params, grads)
  const { evaluate, again } = evaluator(optimizer, leaves, params, grads)
  const buffers = states.map((part) => mapDictionary(part, ({ entries }) => entries))
  let { step } = first
  const parts = first.parts.map(({ host, hyper }, i) => ({
    host,
    hyper,
    buffers: buffers[i] ?? {},
  }))
  return {
    params,
    step: (gradient) => {
      const { value, more } = evaluate(gradient, step)
      const decided = execute({
        ...{ layout, arrays, states, step, value, more, parts },
        again: (points, evaluation) => again(gradient, step, points, evaluation),
      })
      step = decided.step
      decided.hosts.forEach((host, i) => {
        if (parts[i] !== undefined) parts[i].host = host
      })
      return value
    },
    state: () => ({
      step,
      parts: parts.map((part, i) =>
        copyPart(Object.keys(transform[i]?.slots ?? {}), part, states[i] ?? {}),
      ),
    }),
  }
}
