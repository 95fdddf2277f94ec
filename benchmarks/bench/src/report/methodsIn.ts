import * as t from 'io-ts'
import type { MethodOrder } from '../methods/MethodOrder.js'
import { methodOrder } from '../methods/orderedMethods.js'
import type { StoredFinished } from '../tasks/StoredTask.js'

const Named = t.type({ name: t.string })

/** The order of the methods of all finished jobs of a page. */
export const methodsIn = (finished: readonly StoredFinished[]): MethodOrder =>
  methodOrder(
    finished.flatMap(({ job: { config } }) => {
      const method = config.contender ?? config.method
      return Named.is(method) ? [method.name] : []
    }),
  )
