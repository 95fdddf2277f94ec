import { saveBinary } from '@momenta/eager'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import type { RunState } from '../run/RunState.js'
import { checksumOf } from './checksumOf.js'
import type { Header } from './Header.js'

const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor

/**
 * A run between two steps as bytes, from which it continues bit for bit.
 *
 * @param key - The key of its unit of work, which `decodeCheckpoint` compares.
 */
export const encodeCheckpoint = async (key: string, state: RunState): Promise<Uint8Array> => {
  const { epoch, step, sums, history } = state
  const { leaves, names } = flatten('encodeCheckpoint', state.carried, isTensor)
  const iterate = await saveBinary(state.iterate)
  const carried = await Promise.all(
    leaves.map(async (leaf) => Buffer.from(Float32Array.from(await leaf.data()).buffer)),
  )
  const body = Buffer.concat([iterate, ...carried])
  const header: Header = {
    format: 'momenta-training',
    version: 2,
    key,
    epoch,
    step,
    sums,
    history,
    iterateBytes: iterate.length,
    carried: leaves.map(({ shape }, i) => ({ name: names[i] as string, shape })),
    sha256: '',
  }
  const sha256 = checksumOf(JSON.stringify(header), body)
  return Buffer.concat([Buffer.from(`${JSON.stringify({ ...header, sha256 })}\n`), body])
}
