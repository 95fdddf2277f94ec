import {
  type FlatParams,
  gaussNewton,
  moveTo,
  type Objective,
  type Operator,
  operatorOf,
  softmaxHessian,
} from '@momenta/probes'
import { flattenTensors, tensorModel, tensorObjective } from '@momenta/probes/tensors'
import { hvp, meanCrossEntropy } from '@momenta/second-order'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../../mnist/batch.js'
import { logits, type Network } from '../../mnist/network.js'

/** A network on a probe set: its loss, and its Hessian at any point. */
export interface NetworkProbe {
  readonly objective: Objective
  /** Exact products by double backward: differences of a relu network cross its kinks. */
  readonly hessian: (objective: Objective) => Operator
  readonly gaussNewton: (weights: Network) => Promise<Operator>
}

const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor

/** The mean cross-entropy, whose gradient can be differentiated again. */
const lossOf = (weights: Network, { x, y }: Batch): tf.Scalar =>
  meanCrossEntropy(y, logits(weights, x))

const product = async (
  flat: FlatParams<Network>,
  batch: Batch,
  point: Float64Array,
  v: Float64Array,
): Promise<Float64Array> => {
  const joined = tf.tidy(() => {
    const at = flatten('probes', flat.unflatten(point), isTensor)
    const along = flatten('probes', flat.unflatten(v), isTensor)
    const named = (leaves: readonly tf.Tensor[]) =>
      Object.fromEntries(leaves.map((leaf, i) => [at.names[i] as string, leaf]))
    const loss = (params: { readonly [name: string]: tf.Tensor }) =>
      lossOf(at.rebuild(at.names.map((name) => params[name] as tf.Tensor)) as Network, batch)
    const products = hvp(loss, named(at.leaves), named(along.leaves))
    return tf.concat(at.names.map((name) => tf.reshape(products[name] as tf.Tensor, [-1])))
  })
  try {
    return Float64Array.from(await joined.data())
  } finally {
    joined.dispose()
  }
}

/** Prepares the probes of a network on a batch, which must outlive them. */
export const probeNetwork = async (
  weights: Network,
  batch: Batch,
  hash: string,
): Promise<NetworkProbe> => {
  const flat = await flattenTensors(weights)
  const of = { params: weights, batches: [batch], size: ({ x }: Batch) => x.shape[0], hash }
  const objective = await tensorObjective({ ...of, loss: lossOf })
  return {
    objective,
    hessian: ({ point }) =>
      operatorOf({
        dim: point.length,
        product: (v) => product(flat, batch, point, v),
        provenance: {
          how: 'double backward, repaired gradients',
          dtype: 'float32',
          backend: tf.getBackend(),
          samples: batch.x.shape[0],
          hash,
        },
      }),
    gaussNewton: async (params) =>
      gaussNewton(await tensorModel({ ...of, params, outputs: (at, { x }) => logits(at, x) }), {
        hessian: softmaxHessian(10),
      }),
  }
}

/** The objective at the current weights of the network. */
export const objectiveOn = async (
  { objective }: NetworkProbe,
  weights: Network,
): Promise<Objective> => moveTo(objective, (await flattenTensors(weights)).values)
