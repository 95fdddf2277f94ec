import type * as tf from '@tensorflow/tfjs-core'
import type { Run } from './Run.js'

/** A name without the number that tf.layers appends to a name that exists, as in `kernel_1`. */
const withoutSuffix = (name: string): string => name.replace(/_\d+$/, '')
/** A name without any numbers: those of layers and of variables count what was made before. */
const withoutNumbers = (name: string): string => name.replace(/_?\d+/g, '')

const hasShape = ({ iterate }: Run, name: string, { shape }: tf.Variable): boolean =>
  JSON.stringify(iterate.params[name]?.shape) === JSON.stringify(shape)

/** The saved name of each variable, if every one has exactly one with the same text. */
const matched = (
  run: Run,
  variables: readonly tf.Variable[],
  text: (name: string) => string,
): readonly string[] | undefined => {
  const names = variables.map((variable) => {
    const found = run.names.filter((name) => text(name) === text(variable.name))
    return found.length === 1 && hasShape(run, found[0] as string, variable) ? found[0] : undefined
  })
  const isComplete = names.every((name) => name !== undefined)
  return isComplete && new Set(names).size === names.length ? (names as string[]) : undefined
}

const matchedInOrder = (
  run: Run,
  variables: readonly tf.Variable[],
): readonly string[] | undefined => {
  if (run.names.length !== variables.length) return undefined
  // a record has integers first, so the order of saved names is that of a record
  const order = Object.keys(Object.fromEntries(variables.map(({ name }) => [name, name])))
  const names = variables.map(({ name }) => run.names[order.indexOf(name)] as string)
  const isAlike = (variable: tf.Variable, i: number) => {
    const name = names[i] as string
    return withoutNumbers(name) === withoutNumbers(variable.name) && hasShape(run, name, variable)
  }
  return variables.every(isAlike) ? names : undefined
}

/** Whether a loaded run has a variable of that shape and, up to numbers, that name. */
export const hasAlike = (run: Run, variable: tf.Variable): boolean =>
  run.names.some(
    (name) =>
      withoutNumbers(name) === withoutNumbers(variable.name) && hasShape(run, name, variable),
  )

/**
 * The names under which variables were saved in a loaded run: equal ones; else equal up to the
 * number that tf.layers appends to a name that exists already; else, in the same order, equal up to
 * all numbers. All shapes must be the same. Undefined if there are none.
 */
export const savedNames = (
  run: Run,
  variables: readonly tf.Variable[],
): readonly string[] | undefined =>
  matched(run, variables, (name) => name) ??
  matched(run, variables, withoutSuffix) ??
  matchedInOrder(run, variables)
