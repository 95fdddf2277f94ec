import type { Description, Optimizer } from '@momenta/core'
import { findPart } from './findPart.js'
import { leavesOf } from './leavesOf.js'
import type { MonitoredIterate } from './MonitoredIterate.js'

/**
 * Whether a part multiplies by −α and does nothing else. Other parts with that role, as
 * `madgradStep`, use α otherwise.
 */
export const isPlainRate = ({ name, role }: Description): boolean =>
  role === 'learningRate' && name === 'scaleByLearningRate'

const shapeOf = (leaf: object): readonly number[] =>
  'shape' in leaf ? (leaf.shape as readonly number[]) : [(leaf as ArrayLike<number>).length]

/** The learning rate of all parameters, if it is one number in the state. */
export const learningRateOf = (
  { transform }: Optimizer,
  { params, state }: MonitoredIterate,
): number | undefined => {
  const part = findPart(transform, state, 'learningRate')
  const outer = transform[part?.index ?? -1]
  if (part === undefined || outer === undefined || !isPlainRate(part.description)) return undefined
  const { names, leaves } = leavesOf(params)
  const { only } = outer
  const covers = leaves.every((leaf, i) => only?.(names[i] as string, shapeOf(leaf)) ?? true)
  return covers ? part.state.hyper.learningRate : undefined
}
