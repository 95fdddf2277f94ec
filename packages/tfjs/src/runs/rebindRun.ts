import type { Optimizer } from '@momenta/core'
import { disposeIterate, extend } from '@momenta/eager'
import type * as tf from '@tensorflow/tfjs-core'
import { disposeParked, parkVariable, unparkVariable } from './parkVariable.js'
import type { Parked, Run } from './Run.js'

/** The name of a variable in a run, if it has or had one there. */
const nameIn = ({ names, variables, parked }: Run, variable: tf.Variable): string | undefined =>
  names[variables.indexOf(variable)] ?? parked.find((one) => one.variable === variable)?.name

/** Names for variables in a run: those they have there, else their own, made unique. */
const namesIn = (run: Run, variables: readonly tf.Variable[]): readonly string[] => {
  const known = variables.map((variable) => nameIn(run, variable))
  const taken = new Set(known)
  return variables.map((variable, i) => {
    let name = known[i] ?? variable.name
    while (known[i] === undefined && taken.has(name)) name = `${name}'`
    taken.add(name)
    return name
  })
}

/**
 * The run that continues with other variables. Those that stay keep their state, new ones start as
 * in the first step, and the state of those that are left out is kept until they are trained again.
 *
 * @param more - The state of variables that another run trained before.
 */
export const rebindRun = (
  optimizer: Optimizer,
  run: Run,
  variables: readonly tf.Variable[],
  more: readonly Parked[] = [],
): Run => {
  const names = namesIn(run, variables)
  const params = Object.fromEntries(names.map((name, i) => [name, variables[i] as tf.Variable]))
  const extended = extend(optimizer, run.iterate, params)
  const leaving = run.variables.flatMap((variable, i) =>
    variables.includes(variable) || variable.isDisposed
      ? []
      : [parkVariable(optimizer.transform, run, variable, i)],
  )
  const known = [
    ...run.parked,
    ...more.map((one) => ({ ...one, name: renamed(one, names, variables) })),
  ]
  const entering = known.filter(({ variable }) => variables.includes(variable))
  const iterate = entering.reduce(unparkVariable, extended)
  disposeIterate(run.iterate)
  const others = known.filter((one) => !entering.includes(one))
  disposeParked(others.filter(({ variable }) => variable.isDisposed))
  const parked = others.filter(({ variable }) => !variable.isDisposed)
  return { names, variables, iterate, parked: [...parked, ...leaving] }
}

const renamed = (
  { name, variable }: Parked,
  names: readonly string[],
  variables: readonly tf.Variable[],
): string => names[variables.indexOf(variable)] ?? name
