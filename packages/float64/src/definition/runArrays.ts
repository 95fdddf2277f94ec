import { type LeafAt, type LeafOut, type LeafPart, mapDictionary, runLeaf } from '@momenta/core'
import { numbers } from '../arithmetic/numbers.js'

const at = (arrays: { readonly [name: string]: Float64Array }, i: number) =>
  mapDictionary(arrays, (leaf) => leaf[i] as number)

/** Runs the bodies of consecutive parts on one leaf, element by element: the definition. */
export const runArrays = (
  parts: readonly LeafPart<Float64Array>[],
  { u, p, g }: LeafAt<Float64Array>,
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
      { u: u[i] as number, p: p[i] as number, g: g[i] as number },
    ),
  )
  const gathered = (pick: (element: LeafOut<number>) => number) => Float64Array.from(elements, pick)
  const outs = parts.map(({ slots, plan }, k) => ({
    u: gathered(({ outs }) => outs[k]?.u as number),
    s: mapDictionary(slots, (_, name) => gathered(({ outs }) => outs[k]?.s[name] as number)),
    ...(plan.write === undefined
      ? {}
      : { entry: gathered(({ outs }) => outs[k]?.entry as number) }),
  }))
  return { u: gathered((element) => element.u), g: gathered((element) => element.g), outs }
}
