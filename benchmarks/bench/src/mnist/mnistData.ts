import { type ImageDataset, mnist } from '@momenta/bench-data'
import { withScope } from '@momenta/bench-results'
import { messageOf } from '../run/messageOf.js'

let loaded: ImageDataset | undefined

/**
 * MNIST, loaded once per process.
 *
 * @throws Error of scope `task` if a file is missing or is not the published one.
 */
export const mnistData = (): ImageDataset => {
  try {
    loaded ??= mnist()
    return loaded
  } catch (error) {
    throw withScope('task', messageOf(error), error)
  }
}
