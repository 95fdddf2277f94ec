import { shuffle } from '@momenta/bench-data'
import type { Optimizer } from '@momenta/core'
import { eager, type Iterate, oracleOf } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import { batchOf } from '../../mnist/batch.js'
import { mnistData } from '../../mnist/mnistData.js'
import { disposeNetwork, lossOf, type Network, network } from '../../mnist/network.js'
import { effortOf } from './effort.js'
import type { NetworkConfig } from './NetworkConfig.js'

/** The indices of the training images, a pure function of the seed. */
export const imagesOf = ({ images }: NetworkConfig, seed: number): Uint32Array =>
  shuffle(seed, mnistData().train.count).subarray(0, images)

/**
 * Trains from the network of a seed, on the images of that seed, in the order of another; reports
 * every iterate, the first included. The caller disposes of the last one.
 */
export const trainFrom = async (
  optimizer: Optimizer,
  config: NetworkConfig,
  { seed, order }: { readonly seed: number; readonly order: number },
  report: (iterate: Iterate<Network>) => Promise<void>,
): Promise<Iterate<Network>> => {
  const { epochs, batch, images } = config
  const { train } = mnistData()
  const chosen = imagesOf(config, seed)
  const { init, stepAsync } = eager(optimizer)
  const first = network(seed, effortOf(config).width)
  let iterate = init(first)
  disposeNetwork(first)
  await report(iterate)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const turns = shuffle(1000 * (epoch + 1) + order, images)
    for (let at = 0; at + batch <= images; at += batch) {
      const places = turns.subarray(at, at + batch).map((i) => chosen[i] as number)
      const data = batchOf(train, places)
      iterate = await stepAsync(
        oracleOf((weights: Network) => lossOf(weights, data)),
        iterate,
      )
      tf.dispose([data.x, data.y])
      await report(iterate)
    }
  }
  return iterate
}
