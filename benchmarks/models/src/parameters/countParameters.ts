import { isParameter, type Parameter, type Parameters } from './Parameter.js'

/** The number of trained numbers. */
export const countParameters = (node: Parameter | Parameters): number =>
  isParameter(node)
    ? node.shape.reduce((product, extent) => product * extent, 1)
    : Object.values(node).reduce((sum, inner) => sum + countParameters(inner), 0)
