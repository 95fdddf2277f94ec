import type { FusedRunner } from '@momenta/fused'
import type * as tf from '@tensorflow/tfjs-core'
import type { Run } from './Run.js'

/** A run of these variables from the initial state. */
export const startRun = ({ init }: FusedRunner, variables: readonly tf.Variable[]): Run => {
  const names = variables.map(({ name }) => name)
  const params = Object.fromEntries(variables.map((variable) => [variable.name, variable]))
  return { names, variables, iterate: init(params), parked: [] }
}
