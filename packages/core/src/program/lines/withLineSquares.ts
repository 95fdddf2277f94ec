import { once } from '../once.js'
import type { LineProgram } from './LineProgram.js'

/**
 * A whole part whose pass that stores the updates also adds up their squares. Made once for each.
 */
export const withLineSquares: (program: LineProgram) => LineProgram = once(
  (program: LineProgram) => {
    const { passes, updates } = program
    return {
      ...program,
      passes: passes.map((pass) => {
        const squares = pass.stores.findIndex(
          ({ value }) => updates.kind === 'value' && value === updates.value,
        )
        return squares < 0 ? pass : { ...pass, squares }
      }),
    }
  },
)
