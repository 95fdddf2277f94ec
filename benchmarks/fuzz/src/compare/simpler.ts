import type { Case, Numbers, Option, Part, Step, Tree } from '../cases/Case.js'

const without = <A>(list: readonly A[], from: number, count = 1): readonly A[] => [
  ...list.slice(0, from),
  ...list.slice(from + count),
]

/** Each element replaced by each that is simpler. */
const each = <A>(
  list: readonly A[],
  simplerOf: (a: A) => readonly A[],
): readonly (readonly A[])[] =>
  list.flatMap((a, i) => simplerOf(a).map((b) => [...list.slice(0, i), b, ...list.slice(i + 1)]))

/** Lists with a half, then one element less. */
const shorter = <A>(list: readonly A[]): readonly (readonly A[])[] => [
  ...(list.length > 3 ? [list.slice(0, list.length >> 1), list.slice(list.length >> 1)] : []),
  ...list.map((_, i) => without(list, i)),
]

const chains = (chain: readonly Part[]): readonly (readonly Part[])[] => [
  ...shorter(chain),
  ...chain.flatMap(({ inside = [] }, i) =>
    inside.map((inner) => [...chain.slice(0, i), ...inner, ...chain.slice(i + 1)]),
  ),
  ...each(chain, parts),
]

const parts = (part: Part): readonly Part[] => {
  const { options, inside } = part
  const entries = Object.entries(options ?? {})
  return [
    ...(options === undefined ? [] : [drop(part, 'options')]),
    ...entries.map((_, i) => ({ ...part, options: Object.fromEntries(without(entries, i)) })),
    ...entries.flatMap(([name, value]) =>
      option(value).map((simpler) => ({ ...part, options: { ...options, [name]: simpler } })),
    ),
    ...(inside === undefined
      ? []
      : each(inside, chains).map((simpler) => ({ ...part, inside: simpler }))),
  ]
}

const option = (value: Option): readonly Option[] => {
  if (typeof value !== 'object') return []
  if ('kind' in value) return parts(value)
  if (!('fields' in value)) return []
  const entries = Object.entries(value.fields)
  return [
    ...entries.map((_, i) => ({ fields: Object.fromEntries(without(entries, i)) })),
    ...entries.flatMap(([name, inner]) =>
      option(inner).map((simpler) => ({ fields: { ...value.fields, [name]: simpler } })),
    ),
  ]
}

const drop = <T extends object, K extends keyof T>(from: T, key: K): Omit<T, K> & T => {
  const { [key]: _, ...rest } = from
  return rest as Omit<T, K> & T
}

const trees = (tree: Tree): readonly Tree[] => {
  if ('shape' in tree) {
    const size = tree.shape.reduce((product, n) => product * n, 1)
    return [
      ...(tree.shape.length > 0 ? [{ shape: [] }] : []),
      ...(tree.shape.length > 1 || size > 2 ? [{ shape: [2] }] : []),
      ...(size > 3 ? [{ shape: [size >> 1] }, { shape: [size - 1] }] : []),
    ]
  }
  if ('items' in tree) {
    const { items } = tree
    return [
      ...items,
      ...[...shorter(items), ...each(items, trees)].map((some) => ({ items: some })),
    ]
  }
  const { keys } = tree
  const inner = each(keys, ([name, child]) => [
    ...trees(child).map((simpler) => [name, simpler] as const),
    ...(name.length === 1 ? [] : [['a', child] as const, ['bb', child] as const]),
  ])
  return [
    ...keys.flatMap(([, child]) => ('shape' in child ? [] : [child])),
    ...[...shorter(keys), ...inner].map((some) => ({ keys: some })),
  ].filter((simpler) => !('keys' in simpler) || isDistinct(simpler.keys))
}

const isDistinct = (keys: readonly (readonly [string, Tree])[]): boolean =>
  new Set(keys.map(([name]) => name)).size === keys.length

const plain: Numbers = { seed: 0, scale: 1 }

const numbers = (of: Numbers): readonly Numbers[] => [
  ...(of.seed !== 0 || of.scale !== 1 || of.spoiled ? [plain] : []),
  ...(of.spoiled === undefined
    ? []
    : [
        drop(of, 'spoiled'),
        ...(of.spoiled.leaf > 0 ? [{ ...of, spoiled: { ...of.spoiled, leaf: 0 } }] : []),
      ]),
  ...(of.scale === 1 ? [] : [{ ...of, scale: 1 }]),
  ...(of.seed === 0 ? [] : [{ ...of, seed: 0 }, ...(of.seed === 2 ? [] : [{ ...of, seed: 2 }])]),
]

const steps = (step: Step): readonly Step[] => [
  ...(step.event === undefined ? [] : [drop(step, 'event')]),
  ...(step.order === 0 ? [] : [{ ...step, order: 0 }]),
  ...numbers(step.numbers).map((simpler) => ({ ...step, numbers: simpler })),
]

/** Cases that are a little simpler, those that are simpler by much first. */
export const simpler = (one: Case): readonly Case[] => [
  ...shorter(one.steps)
    .filter(({ length }) => length > 0)
    .map((some) => ({ ...one, steps: some })),
  ...chains(one.chain).map((chain) => ({ ...one, chain })),
  ...shorter(one.estimators).map((estimators) => ({ ...one, estimators })),
  ...trees(one.tree).map((tree) => ({ ...one, tree })),
  ...(one.loss === 'bowl' ? [{ ...one, loss: 'given' as const }] : []),
  ...each(one.steps, steps).map((some) => ({ ...one, steps: some })),
  ...each(one.estimators, parts).map((estimators) => ({ ...one, estimators })),
  ...trees(one.other).map((other) => ({ ...one, other })),
  ...numbers(one.start).map((start) => ({ ...one, start })),
]
