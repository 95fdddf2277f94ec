import { oneLine } from '../store/oneLine.js'
import type { Progress } from './Progress.js'
import type { ProgressEvent } from './ProgressEvent.js'

/** The line that an event deserves of its own, at once: a note, a failure. */
export const remarkOf = (event: ProgressEvent, { unit }: Progress): string | undefined => {
  if (event.event === 'note') return oneLine(event.text)
  if (event.event === 'fail') return oneLine(`${event.unit ?? unit} failed: ${event.message}`)
  return undefined
}
