import type * as Command from '../command/Settings.js'

/** The settings of `bench:step`. */
export interface Settings extends Command.Settings {
  readonly params: readonly number[]
  readonly tensors: readonly number[]
}
