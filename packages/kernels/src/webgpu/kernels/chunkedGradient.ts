import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core'
import { workgroupsFor } from '../elementwise.js'
import type { Dispatch, Gpu } from '../Gpu.js'
import { read, type Shader, shaderOf, written } from '../Shader.js'
import { addChunks } from './addChunks.js'

/** How the sums over chunks of positions are computed. */
export interface Chunked {
  /** Reads x and dy, and writes `parts` [chunks, count]. */
  readonly code: string
  readonly call: Dispatch['calls'][number]
  readonly workgroups: Dispatch['workgroups']
  readonly chunks: number
  /** The numbers of the filter. */
  readonly count: number
}

/** The gradient of a convolution with respect to its filter. */
export type FilterGradient = (
  x: TensorInfo,
  dy: TensorInfo,
  info: backend_util.Conv2DInfo,
) => TensorInfo

/** Enough workgroups for a large GPU, each with at least 256 positions. */
const [enough, fewest] = [1024, 256]

/**
 * Cuts the positions of an output into chunks, so that there are enough workgroups.
 *
 * @param tiles - The workgroups of a chunk.
 */
export const chunksOf = (i: backend_util.Conv2DInfo, tiles: number) => {
  const positions = i.batchSize * i.outHeight * i.outWidth
  const wanted = Math.min(Math.ceil(enough / tiles), Math.floor(positions / fewest))
  const chunks = Math.max(1, wanted)
  return { positions, chunks, height: Math.ceil(positions / chunks) }
}

/** A filter gradient: chunks of positions side by side, then their sum. */
export const chunkedGradient = (
  { output, run, dispose }: Gpu,
  chunkedOf: (info: backend_util.Conv2DInfo) => Chunked,
): FilterGradient => {
  // one shader for each text, so that its pipeline is compiled once
  const shaders = new Map<string, Shader>()
  const shaderWith = (code: string): Shader => {
    const shader = shaders.get(code) ?? shaderOf([read('x'), read('dy'), written('parts')], code)
    shaders.set(code, shader)
    return shader
  }
  return (x, dy, info) => {
    const { code, call, workgroups, chunks, count } = chunkedOf(info)
    const [parts, dw] = [output([chunks, count]), output(info.filterShape)]
    run(
      { shader: shaderWith(code), tensors: [x, dy, parts], calls: [call], workgroups },
      {
        shader: addChunks,
        tensors: [parts, dw],
        calls: [[count, chunks, 0, 0]],
        workgroups: workgroupsFor(count),
      },
    )
    dispose(parts)
    return dw
  }
}
