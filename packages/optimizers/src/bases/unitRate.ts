import { learningRateOption } from '../commonOptions.js'

/** The learning rate of rules that choose the step themselves: an option whose default is 1. */
export const unitRate = {
  /**
   * A factor of the step, a finite number >= 0, or a schedule: a function from the step, counted
   * from 0. Default 1.
   */
  learningRate: learningRateOption(1),
}
