import { type ImageDataset, mnist } from '@momenta/bench-data'

let loaded: ImageDataset | undefined

/**
 * MNIST, loaded once per process.
 *
 * @throws Error if a file is missing or is not the published one.
 */
export const mnistData = (): ImageDataset => {
  loaded ??= mnist()
  return loaded
}
