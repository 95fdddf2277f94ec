import { flag, type OptionsOf } from '@momenta/options'

/** The option of every key. */
export const keyOptions = {
  /** Gives each leaf its own memory, ranked by the key of that leaf. Default false. */
  perLeaf: flag(false),
}

/** Options that every key takes. */
export interface KeyOptions extends OptionsOf<typeof keyOptions> {}
