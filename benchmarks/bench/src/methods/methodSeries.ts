import { mnistContenders } from './contenders.js'
import { allMethods, large } from './methods.js'

const first = ['Adam', 'Adam+CM', 'Adam+CG', 'Adam+SAM', 'Adam+SAM+CM']

const known: readonly string[] = [
  ...new Set([...first, ...[...allMethods(large), ...mnistContenders].map(({ name }) => name)]),
]

/**
 * The series of a figure of methods: all known ones in one order, then the others of this figure.
 * The place of a name decides its colour and marker, so a known method looks the same in every
 * figure of the page; a legend leaves out those that a figure does not draw.
 */
export const methodSeries = (names: readonly string[]): readonly string[] => [
  ...known,
  ...[...new Set(names)].filter((name) => !known.includes(name)).sort(),
]

/** Names of methods in the order of the page. */
export const orderedMethods = (names: readonly string[]): readonly string[] => {
  const own = new Set(names)
  return methodSeries(names).filter((name) => own.has(name))
}
