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
  const rest = names.slice(from).join()
  if (next === undefined) return undefined
  if (rest === 'scaleByLearningRate') return { decay: undefined, rate: from }
  return rest === 'addDecayedWeights,scaleByLearningRate'
    ? { decay: from, rate: from + 1 }
    : undefined
}
