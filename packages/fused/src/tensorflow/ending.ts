import type { Program } from '../trace/Program.js'

/** What follows the scaling at the end of a chain: the learning rate, with decoupled decay before it or not. */
export interface Ending {
  /** The part that decays, if there is one. */
  readonly decay: number | undefined
  /** The part of the learning rate. */
  readonly rate: number
}

/** The end of a chain from a part on, if it is one of these. */
export const endingOf = ({ names, next }: Program, from: number): Ending | undefined => {
  const [first, second, third] = names.slice(from)
  if (next === undefined || third !== undefined) return undefined
  if (first === 'scaleByLearningRate' && second === undefined)
    return { decay: undefined, rate: from }
  return first === 'addDecayedWeights' && second === 'scaleByLearningRate'
    ? { decay: from, rate: from + 1 }
    : undefined
}
