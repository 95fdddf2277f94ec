import { type LeafAt, type LeafOut, type LeafPart, mapDictionary, runLeaf } from '@momenta/core'
import { numbers } from '../arithmetic/numbers.js'

const at = (arrays: { readonly [name: string]: Float64Array }, i: number) =>
  mapDictionary(arrays, (leaf) => leaf[i] as number)

/** Runs the bodies of consecutive parts on one leaf, element by element: the definition. */
export const runArrays = (
  parts: readonly LeafPart<Float64Array>[],
  { updates: u, params: p, grads: g }: LeafAt<Float64Array>,
): LeafOut<Float64Array> => {
  const elements = Array.from(p, (_, i) =>
    runLeaf(
      numbers,
      parts.map(({ description, plan, slots, entries }) => ({
        description,
        plan,
        slots: at(slots, i),
        entries: entries.map((entry) => entry[i] as number),
      })),
      { updates: u[i] as number, params: p[i] as number, grads: g[i] as number },
    ),
  )
  const gathered = (pick: (element: LeafOut<number>) => number) => Float64Array.from(elements, pick)
  const outs = parts.map(({ slots, plan }, k) => ({
    updates: gathered(({ outs }) => outs[k]?.updates as number),
    slots: mapDictionary(slots, (_, name) =>
      gathered(({ outs }) => outs[k]?.slots[name] as number),
    ),
    ...(plan.write === undefined
      ? {}
      : { entry: gathered(({ outs }) => outs[k]?.entry as number) }),
  }))
  return {
    updates: gathered((element) => element.updates),
    grads: gathered((element) => element.grads),
    outs,
  }
}
