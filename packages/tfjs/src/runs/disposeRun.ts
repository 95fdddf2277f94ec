import { disposeIterate } from '@momenta/eager'
import { disposeParked } from './parkVariable.js'
import type { Run } from './Run.js'

/** Frees the state of a run; the variables are not changed. */
export const disposeRun = ({ iterate, parked }: Run): void => {
  disposeIterate(iterate)
  disposeParked(parked)
}
