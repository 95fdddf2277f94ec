import type { BodyInput, Description, Plan, Variant } from '../../Description.js'
import type { Scalars } from '../../Scalars.js'
import { slotShape } from '../../state/slotShape.js'
import { checkOutput } from '../../step/checkOutput.js'
import { checkWhole } from '../../step/checkWhole.js'
import type { Stream } from '../Stream.js'
import { inputOf } from '../trace.js'
import type { LineNode } from './LineNode.js'
import { type LineSymbols, lineSymbols, untraced } from './lineSymbols.js'

/** A value and the shape to which it is broadcast. */
export interface LineOutput {
  readonly node: LineNode
  readonly shape: readonly number[]
}

/** The outputs of a whole part on a leaf. */
export interface LineOutputs {
  readonly updates: LineOutput
  readonly slots: readonly LineOutput[]
  readonly entry: LineOutput | undefined
}

const symbolsOf = (
  x: LineSymbols,
  description: Description,
  plan: Plan,
  shape: readonly number[],
): BodyInput<LineNode, string, Scalars, Variant> => {
  const slots = Object.values(description.slots)
  const load = (stream: Stream) =>
    x.load(stream, stream.kind === 'slot' ? slotShape(slots[stream.index], shape) : shape)
  return {
    updates: load({ kind: 'updates' }),
    params: load({ kind: 'params' }),
    grads: load({ kind: 'grads' }),
    ...inputOf({ load, scalar: x.scalar }, 0, description, plan),
  }
}

/**
 * Traces a whole part on leaves of one shape. Undefined if it uses an operation that is neither
 * elementwise nor a reduction over axes, such as a matrix product.
 *
 * @throws TypeError if its results have other shapes, as when it runs.
 */
export const traceLines = (
  description: Description,
  plan: Plan,
  shape: readonly number[],
): LineOutputs | undefined => {
  const x = lineSymbols()
  const run = () => {
    const output = description.body<LineNode>(x, symbolsOf(x, description, plan, shape))
    checkOutput(description, plan, output)
    return output
  }
  let output: ReturnType<typeof run>
  try {
    output = run()
  } catch (error) {
    if (error === untraced) return undefined
    throw error
  }
  const { updates, slots, entry } = output
  const part = { description, plan, slots: {}, entries: [] }
  checkWhole(part, shape, { updates, grads: updates, outputs: [output] }, (node) => node.shape)
  const of = (node: LineNode): LineOutput => ({ node, shape })
  return {
    updates: of(updates),
    slots: Object.entries(description.slots).map(([name, slot]) => ({
      node: slots[name] as LineNode,
      shape: slotShape(slot, shape),
    })),
    entry: entry === undefined || plan.write === undefined ? undefined : of(entry),
  }
}
