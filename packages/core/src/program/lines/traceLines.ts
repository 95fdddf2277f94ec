import type { BodyInput, Description, Plan, Variant } from '../../Description.js'
import { dictionary } from '../../dictionary.js'
import { mapDictionary } from '../../mapDictionary.js'
import type { Lift, Scalars } from '../../Scalars.js'
import { slotShape } from '../../state/slotShape.js'
import { checkOutput } from '../../step/checkOutput.js'
import { checkWhole } from '../../step/checkWhole.js'
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

const inputOf = (
  x: LineSymbols,
  { slots }: Description,
  { read = [], more = [], scalars, variant = {} }: Plan,
  shape: readonly number[],
): BodyInput<LineNode, string, Scalars, Variant> => {
  const part = 0
  return {
    updates: x.load({ kind: 'updates' }, shape),
    params: x.load({ kind: 'params' }, shape),
    grads: x.load({ kind: 'grads' }, shape),
    slots: dictionary(
      Object.entries(slots).map(
        ([name, slot], index) =>
          [name, x.load({ kind: 'slot', part, index }, slotShape(slot, shape))] as const,
      ),
    ),
    entries: read.map((_, index) => x.load({ kind: 'entry', part, index }, shape)),
    more: dictionary(more.map((name) => [name, x.load({ kind: 'more', name }, shape)] as const)),
    scalars: mapDictionary(scalars, (value, name) =>
      typeof value === 'number'
        ? x.scalar({ part, name, index: 0 })
        : value.map((_, index) => x.scalar({ part, name, index })),
    ) as Lift<Scalars, LineNode>,
    variant,
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
    const output = description.body<LineNode>(x, inputOf(x, description, plan, shape))
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
