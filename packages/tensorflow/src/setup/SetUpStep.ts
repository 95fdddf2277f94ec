import type { Either } from 'fp-ts/lib/Either.js'
import type { Missing } from '../Missing.js'
import type { Machine } from '../machine/Machine.js'
import type { Place } from '../place/Place.js'

/**
 * A step of the setup. Its result appears complete or not at all, so that a step that is done need
 * not run again.
 */
export interface SetUpStep {
  readonly title: string
  readonly isDone: (machine: Machine, place: Place) => boolean
  readonly run: (machine: Machine, place: Place) => Promise<Either<Missing, void>>
}
