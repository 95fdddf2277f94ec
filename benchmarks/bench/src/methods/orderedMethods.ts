import { mnistContenders } from './contenders.js'
import type { MethodOrder } from './MethodOrder.js'
import { allMethods, large } from './methods.js'

const first = ['Adam', 'Adam+CM', 'Adam+CG', 'Adam+SAM', 'Adam+SAM+CM']

/** The methods that the tasks have by default. */
export const known: readonly string[] = [
  ...new Set([...first, ...[...allMethods(large), ...mnistContenders].map(({ name }) => name)]),
]

/** The order of a page with these methods: all known ones, then the others by name. */
export const methodOrder = (names: readonly string[]): MethodOrder => [
  ...known,
  ...[...new Set(names)].filter((name) => !known.includes(name)).sort(),
]

/** Names of methods in the order of the page. */
export const orderedMethods = (names: readonly string[]): readonly string[] => {
  const own = new Set(names)
  return methodOrder(names).filter((name) => own.has(name))
}
