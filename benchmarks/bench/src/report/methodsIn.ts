import type { MethodOrder } from '../methods/MethodOrder.js'
import { methodName } from '../methods/methodName.js'
import { methodOrder } from '../methods/orderedMethods.js'
import type { StoredFinished } from '../tasks/StoredTask.js'

/** The order of the methods of all finished jobs of a page. */
export const methodsIn = (finished: readonly StoredFinished[]): MethodOrder =>
  methodOrder(finished.flatMap(({ job: { config } }) => methodName(config) ?? []))
