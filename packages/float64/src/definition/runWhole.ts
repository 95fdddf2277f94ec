import { type Matrix, mapDictionary } from '@momenta/core'
import { checkWhole, type LeafPart, type RunLeaf, runLeaf, slotShape } from '@momenta/core/program'
import { matrices, spread } from '../arithmetic/matrices.js'

/** Runs a part that computes with whole leaves; all arrays of the result are new. */
export const runWhole: RunLeaf<Float64Array> = (
  parts,
  { shape, updates, params, grads, more = {} },
) => {
  const own = parts[0] as LeafPart<Float64Array>
  const declared = own.description.slots
  const whole = (values: Float64Array): Matrix => ({ shape, values })
  const part = {
    ...own,
    slots: mapDictionary(own.slots, (values, name) => ({
      shape: slotShape(declared[name], shape),
      values,
    })),
    entries: own.entries.map(whole),
  }
  const input = {
    shape,
    updates: whole(updates),
    params: whole(params),
    grads: whole(grads),
    more: mapDictionary(more, whole),
  }
  const output = runLeaf(matrices, [part], input)
  checkWhole(part, shape, output, matrices.shapeOf)
  const flat = (value: Matrix, to: readonly number[]) => spread(value, to).values.slice()
  return {
    updates: flat(output.updates, shape),
    grads: flat(output.grads, shape),
    outputs: output.outputs.map(({ updates: u, slots, entry }) => ({
      updates: flat(u, shape),
      slots: mapDictionary(slots as { readonly [slot: string]: Matrix }, (value, name) =>
        flat(value, slotShape(declared[name], shape)),
      ),
      ...(entry === undefined ? {} : { entry: flat(entry, shape) }),
    })),
  }
}
