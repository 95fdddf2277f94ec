import { mapDictionary } from '@momenta/core'
import { type LeafInput, type LeafOutput, type LeafPart, runLeaf } from '@momenta/core/program'
import { numbers } from '../arithmetic/numbers.js'
import { elementOf } from './elementOf.js'

/** Runs the bodies of consecutive parts on one leaf, element by element: the definition. */
export const runArrays = (
  parts: readonly LeafPart<Float64Array>[],
  { shape, updates: u, params: p, grads: g }: LeafInput<Float64Array>,
): LeafOutput<Float64Array> => {
  const elements = Array.from(p, (_, i) =>
    runLeaf(
      numbers,
      parts.map(({ description, plan, slots, entries }) => ({
        description,
        plan,
        slots: elementOf(slots, i),
        entries: entries.map((entry) => entry[i] as number),
      })),
      { shape, updates: u[i] as number, params: p[i] as number, grads: g[i] as number },
    ),
  )
  const gathered = (pick: (element: LeafOutput<number>) => number) =>
    Float64Array.from(elements, pick)
  const outputs = parts.map(({ slots, plan }, k) => ({
    updates: gathered(({ outputs }) => outputs[k]?.updates as number),
    slots: mapDictionary(slots, (_, name) =>
      gathered(({ outputs }) => outputs[k]?.slots[name] as number),
    ),
    ...(plan.write === undefined
      ? {}
      : { entry: gathered(({ outputs }) => outputs[k]?.entry as number) }),
  }))
  return {
    updates: gathered((element) => element.updates),
    grads: gathered((element) => element.grads),
    outputs,
  }
}
