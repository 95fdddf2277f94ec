import type { Section } from '@momenta/bench-figures'
import * as E from 'fp-ts/lib/Either.js'
import type { MethodOrder } from '../methods/MethodOrder.js'
import { messageOf } from '../run/messageOf.js'
import type { StoredFinished, StoredTask } from '../tasks/StoredTask.js'
import { text } from './blocks.js'

/** The section of a task, and the jobs that it can show. */
export interface TaskSection {
  readonly section: Section
  readonly shown: readonly StoredFinished[]
}

/**
 * The section of a task. If the jobs cannot be shown together, those that cannot be shown alone are
 * skipped and named, so that one malformed result does not hide the others.
 */
export const taskSection = (
  task: StoredTask,
  finished: readonly StoredFinished[],
  order: MethodOrder,
): TaskSection => {
  const attempt = (some: readonly StoredFinished[]) =>
    E.tryCatch(() => task.section(some, order), messageOf)
  const all = attempt(finished)
  if (E.isRight(all)) return { section: all.right, shown: finished }
  const malformed = finished.filter((one) => E.isLeft(attempt([one])))
  const shown = finished.filter((one) => !malformed.includes(one))
  const rest = attempt(shown)
  const notes = malformed.map(({ job }) =>
    text(`Skipped ${job.label}: its result cannot be shown.`),
  )
  return E.isRight(rest)
    ? { section: { ...rest.right, blocks: [...notes, ...rest.right.blocks] }, shown }
    : {
        section: {
          id: task.name,
          title: task.title,
          blocks: [...notes, text(`This section cannot be shown: ${rest.left}`)],
        },
        shown: [],
      }
}
