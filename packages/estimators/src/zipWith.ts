import { type LeafEvaluation, mapDictionary } from '@momenta/core'

/** Combines two evaluations leaf by leaf. */
export const zipWith = <L>(
  a: LeafEvaluation<L>,
  b: LeafEvaluation<L>,
  f: (a: L, b: L) => L,
): LeafEvaluation<L> => ({
  value: f(a.value, b.value),
  grads: a.grads.map((g, i) => f(g, b.grads[i] as L)),
  ...(a.aux === undefined ? {} : { aux: a.aux.map((leaf, i) => f(leaf, b.aux?.[i] as L)) }),
  ...(a.more === undefined
    ? {}
    : {
        more: mapDictionary(a.more, (list, name) =>
          list.map((leaf, i) => f(leaf, b.more?.[name]?.[i] as L)),
        ),
      }),
})
