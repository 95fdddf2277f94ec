import * as t from 'io-ts'
import type { JsonRecord } from '../tasks/Contender.js'

const Named = t.type({ name: t.string })

/** The name of the optimizer of a job; undefined if its task has no optimizers to choose from. */
export const methodName = (config: JsonRecord): string | undefined => {
  const method = config.contender ?? config.method
  return Named.is(method) ? method.name : undefined
}
