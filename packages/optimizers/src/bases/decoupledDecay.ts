import { flag } from '@momenta/options'

/** The options of optimizers with decoupled weight decay, which is their own default. */
export const decoupledDecay = {
  /**
   * Whether weight decay is added to the direction (decoupled, as in AdamW) or to the gradient
   * (coupled, as in L2 regularisation). Default true.
   */
  decoupled: flag(true),
}
