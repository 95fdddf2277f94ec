import { dictionary, type Leaf, nextCount } from '@momenta/core'

/** A host state with the number of steps that each leaf has taken. */
export type LeafSteps = { readonly byLeaf: { readonly [leaf: string]: number } }

/** The host state before the first step. */
export const leafSteps = (leaves: readonly Leaf[]): LeafSteps => ({
  byLeaf: dictionary(leaves.map(({ name }) => [name, 0])),
})

/**
 * Counts a step of each leaf. Parts whose first step differs count so: a leaf that is added later
 * begins with it.
 *
 * @returns The next host state, and the number of this step for each leaf; the first is 1.
 */
export const countLeafSteps = (
  who: string,
  { byLeaf }: LeafSteps,
  names: readonly string[],
): { readonly next: LeafSteps; readonly steps: readonly number[] } => {
  const steps = names.map((name) => nextCount(who, byLeaf[name] ?? Number.NaN))
  return { next: { byLeaf: dictionary(names.map((name, i) => [name, steps[i] as number])) }, steps }
}

/**
 * Counts a step of each leaf.
 *
 * @param planOf - The plan of a leaf whose step this is; the first is 1.
 * @returns The next host state, and one plan for all leaves while they have taken as many steps,
 *   else one for each.
 */
export const planLeafSteps = <P>(
  who: string,
  host: LeafSteps,
  names: readonly string[],
  planOf: (t: number) => P,
): { readonly next: LeafSteps; readonly plan: P | readonly P[] } => {
  const { next, steps } = countLeafSteps(who, host, names)
  const [first = 1] = steps
  const plan = steps.every((t) => t === first) ? planOf(first) : steps.map(planOf)
  return { next, plan }
}
