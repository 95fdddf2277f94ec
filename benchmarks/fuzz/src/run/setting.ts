import { hyperparametersOf, type State, type Transform, withHyperparameters } from '@momenta/core'
import type { Event } from '../cases/Case.js'

const values = [0, 0.5, 0.9, 1, 2, 0.01]

/**
 * Which hyperparameter is set to what: the first of the values that it may have, beginning
 * somewhere; nothing where there is none.
 */
export const settingOf = <L>(
  transform: Transform,
  state: State<L>,
  { which, value }: Extract<Event, { does: 'set' }>,
): { readonly [name: string]: number } => {
  const names = Object.keys(hyperparametersOf(transform, state))
  const name = names[which % names.length]
  if (name === undefined) return {}
  for (let i = 0; i < values.length; i++) {
    const setting = { [name]: values[(value + i) % values.length] as number }
    try {
      withHyperparameters(transform, state, setting)
      return setting
    } catch {
      // out of its range: the next
    }
  }
  return {}
}
