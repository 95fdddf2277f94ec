import type { backend_util } from '@tensorflow/tfjs-core'
import type { Gpu } from '../Gpu.js'
import { overRows, side } from './channels.js'
import { chunkedGradient, chunksOf, type FilterGradient } from './chunkedGradient.js'
import { tapOf } from './tapOf.js'

/** For each shift the sums over a chunk of positions, 16 channels in a workgroup. */
const codeOf = (i: backend_util.Conv2DInfo, shifts: number): string => `
${tapOf(i)}
${overRows(
  `let channel = c / ${i.outChannels / i.inChannels}u;
  var sum = 0.0;
  for (var r = own; r < end; r += ${side}u) { sum += tap(r, id.z, channel) * dy[r * p.y + c]; }
  let total = reduce(sum, local.x, local.y);
  if (inside && local.y == 0u) { parts[(id.y * ${shifts}u + id.z) * p.y + c] = total; }`,
)}`

/** The gradient of a depthwise convolution with respect to its filter. */
export const depthwiseGradient = (gpu: Gpu): FilterGradient =>
  chunkedGradient(gpu, (info) => {
    const { outChannels } = info
    const shifts = info.filterHeight * info.filterWidth
    const columns = Math.ceil(outChannels / side)
    const { positions, chunks, height } = chunksOf(info, columns * shifts)
    return {
      code: codeOf(info, shifts),
      call: [positions, outChannels, height, 0],
      workgroups: [columns, chunks, shifts],
      ...{ chunks, count: shifts * outChannels },
    }
  })
