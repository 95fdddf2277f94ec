import { mapDictionary } from '@momenta/core'
import {
  type LeafInput,
  type LeafOutput,
  type LeafPart,
  type RunLeaf,
  runLeaf,
} from '@momenta/core/program'
import { numbers } from '../arithmetic/numbers.js'
import { elementOf } from './elementOf.js'
import { runWhole } from './runWhole.js'

const runElements = (
  parts: readonly LeafPart<Float64Array>[],
  { shape, updates: u, params: p, grads: g, more = {} }: LeafInput<Float64Array>,
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
      {
        shape,
        updates: u[i] as number,
        params: p[i] as number,
        grads: g[i] as number,
        more: elementOf(more, i),
      },
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

/**
 * Runs the bodies of consecutive parts on one leaf, element by element, or a part that computes
 * with whole leaves on all of it: the definition.
 */
export const runArrays: RunLeaf<Float64Array> = (parts, input) =>
  (parts[0]?.description.whole ? runWhole : runElements)(parts, input)
