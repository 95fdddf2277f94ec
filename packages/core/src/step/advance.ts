import type { Companions, LeafEvaluation } from '../LeafArithmetic.js'
import { mapDictionary } from '../mapDictionary.js'
import type { PartState, State } from '../State.js'
import { decide } from './decide.js'
import type { Layout } from './Layout.js'
import type { LeafInput, RunLeaf } from './LeafRun.js'
import type { LeafMeasurement } from './Measurement.js'
import { measureLeaves } from './measureLeaves.js'
import { type LeafResult, nextPart } from './nextPart.js'
import type { ReduceLeaf } from './reduceLeaf.js'
import { runSegment } from './runSegment.js'

/** The input of a step. */
export interface Start<L> {
  readonly params: readonly L[]
  readonly grads: readonly L[]
  readonly state: State<L>
  /** The value of the loss, a scalar; required if a part needs it. */
  readonly value?: L
  /** Companions of the gradient. Default none. */
  readonly more?: Companions<L>
}

/** How leaves are computed with. */
export interface LeafInterpreter<L> {
  /** Runs the bodies of consecutive parts on one leaf. */
  readonly run: RunLeaf<L>
  /** Computes the expressions that one part reduces, on one leaf. */
  readonly reduce: ReduceLeaf<L>
  /**
   * Evaluates the loss again, at the parameters plus the updates that a function returns; required
   * if a part searches.
   */
  readonly evaluate?: (
    updates: (run: RunLeaf<L>) => readonly L[],
    evaluation: number,
  ) => LeafEvaluation<L>
}

/** The result of a step: the updates to be added to the parameters, and the next state. */
export interface Advanced<L> {
  readonly updates: readonly L[]
  readonly state: State<L>
}

/**
 * One step of a chain leaf by leaf, by the bodies of its parts: what `float64` and `eager` execute.
 *
 * A generator that yields what is to be measured and receives one number for each, so that
 * synchronous and asynchronous backends run the same code.
 */
export function* advance<L>(
  layout: Layout,
  { params, grads, state, value, more = {} }: Start<L>,
  { run, reduce, evaluate }: LeafInterpreter<L>,
): Generator<readonly LeafMeasurement<L>[], Advanced<L>, readonly number[]> {
  const current = { updates: grads, grads, params }
  const results: (readonly LeafResult<L>[])[] = []
  const decisions = decide(layout, state, Object.keys(more))
  let turn = decisions.next()
  while (!turn.done) {
    const request = turn.value
    if (request.kind === 'measure') {
      turn = decisions.next(
        yield measureLeaves(layout, request, current, value, state.parts, reduce),
      )
      continue
    }
    const inputs = params.map(
      (leaf, i): LeafInput<L> => ({
        shape: layout.shapes[i] ?? [],
        updates: current.updates[i] as L,
        params: leaf,
        grads: current.grads[i] as L,
        more: mapDictionary(more, (list) => list[i] as L),
      }),
    )
    if (request.kind === 'evaluate') {
      const found = (evaluate as NonNullable<typeof evaluate>)(
        (body) =>
          runSegment(layout, request.plans, state.parts, inputs, body).map(
            ({ output }) => output.updates,
          ),
        request.evaluation,
      )
      const there = { ...current, grads: found.grads }
      turn = decisions.next(
        yield measureLeaves(layout, request, there, found.value, state.parts, reduce),
      )
      continue
    }
    const { from, to, rebinds, bindsUpdates } = request.segment
    const outcomes = runSegment(layout, request.plans, state.parts, inputs, run)
    for (let part = from; part < to; part++)
      results.push(outcomes.flatMap((outcome) => outcome.results.get(part) ?? []))
    current.updates = outcomes.map(({ output }) => output.updates)
    if (rebinds)
      current.grads = bindsUpdates ? current.updates : outcomes.map(({ output }) => output.grads)
    turn = decisions.next()
  }
  const { step, hosts } = turn.value
  const parts = hosts.map((host, part) =>
    nextPart(state.parts[part] as PartState<L>, host, results[part] as readonly LeafResult<L>[]),
  )
  return { updates: current.updates, state: { step, parts } }
}
