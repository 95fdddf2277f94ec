import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core'
import { workgroupsFor } from '../elementwise.js'
import type { Gpu } from '../Gpu.js'
import { addChunks } from './addChunks.js'
import { overRows, side } from './channels.js'
import { cacheShaders } from './filterGradient.js'

/** Chunks of at least 256 positions, and workgroups enough for a large GPU. */
const sizesOf = (i: backend_util.Conv2DInfo) => {
  const positions = i.batchSize * i.outHeight * i.outWidth
  const taps = i.filterHeight * i.filterWidth
  const tiles = Math.ceil(i.outChannels / side) * taps
  const chunks = Math.max(1, Math.min(Math.ceil(1024 / tiles), Math.floor(positions / 256)))
  return { positions, taps, tiles, chunks, height: Math.ceil(positions / chunks) }
}

/** For each tap the sums over a chunk of positions, 16 channels in a workgroup. */
const codeOf = (i: backend_util.Conv2DInfo): string => {
  const { taps } = sizesOf(i)
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, filterWidth } = i
  const multiplier = outChannels / inChannels
  return `
fn at(position: u32, shift: u32, channel: u32) -> f32 {
  let y = i32(position / ${outWidth}u % ${outHeight}u * ${i.strideHeight}u + shift / ${filterWidth}u) - ${i.padInfo.top};
  let z = i32(position % ${outWidth}u * ${i.strideWidth}u + shift % ${filterWidth}u) - ${i.padInfo.left};
  if (y < 0 || y >= ${inHeight} || z < 0 || z >= ${inWidth}) { return 0.0; }
  let image = position / ${outWidth * outHeight}u;
  return x[((image * ${inHeight}u + u32(y)) * ${inWidth}u + u32(z)) * ${inChannels}u + channel];
}
${overRows(
  `var sum = 0.0;
  for (var r = own; r < end; r += ${side}u) { sum += at(r, id.z, c / ${multiplier}u) * dy[r * p.y + c]; }
  let total = reduce(sum, local.x, local.y);
  if (inside && local.y == 0u) { parts[(id.y * ${taps}u + id.z) * p.y + c] = total; }`,
)}`
}

/**
 * The gradient of a depthwise convolution with respect to its filter: chunks of positions side by
 * side, then their sum.
 */
export const depthwiseGradient = ({
  output,
  run,
  dispose,
}: Gpu): ((x: TensorInfo, dy: TensorInfo, info: backend_util.Conv2DInfo) => TensorInfo) => {
  const shaderWith = cacheShaders()
  return (x, dy, info) => {
    const { positions, taps, chunks, height } = sizesOf(info)
    const { outChannels } = info
    const count = taps * outChannels
    const [parts, dw] = [output([chunks, count]), output(info.filterShape)]
    run(
      {
        shader: shaderWith(codeOf(info)),
        tensors: [x, dy, parts],
        calls: [[positions, outChannels, height, 0]],
        workgroups: [Math.ceil(outChannels / side), chunks, taps],
      },
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
