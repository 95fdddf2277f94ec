import type { backend_util } from '@tensorflow/tfjs-core'
import { inRows } from '../elementwise.js'
import type { Gpu } from '../Gpu.js'
import { chunkedGradient, chunksOf, type FilterGradient } from './chunkedGradient.js'
import { tapOf } from './tapOf.js'

/** Sums of a filter that one workgroup computes, and positions that it reads at a time. */
const [side, depth] = [32, 16]
const threads = 64

const tilesOf = (length: number): number => Math.ceil(length / side)

/** The taps of a position: the numbers of x that it meets. */
const tapsOf = (i: backend_util.Conv2DInfo): number => i.filterHeight * i.filterWidth * i.inChannels

/**
 * A tile of 32 × 32 sums over a chunk of positions: 64 threads with 4 × 4 sums each. p: positions
 * of a chunk, tiles, chunks.
 */
const codeOf = (i: backend_util.Conv2DInfo, positions: number): string => {
  const taps = tapsOf(i)
  const { inChannels, outChannels } = i
  return `
var<workgroup> xs: array<array<f32, ${side}>, ${depth}>;
var<workgroup> ds: array<array<f32, ${side}>, ${depth}>;
${tapOf(i)}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let group = id.x + id.y * groups.x;
  let tile = group % p.y;
  let chunk = group / p.y;
  if (chunk >= p.z) { return; }
  let k0 = tile % ${tilesOf(taps)}u * ${side}u;
  let c0 = tile / ${tilesOf(taps)}u * ${side}u;
  let end = min((chunk + 1u) * p.x, ${positions}u);
  let row = thread / 8u * 4u;
  let column = thread % 8u * 4u;
  var sums = array<vec4<f32>, 4>();
  for (var begin = chunk * p.x; begin < end; begin += ${depth}u) {
    for (var e = thread; e < ${side * depth}u; e += ${threads}u) {
      let position = begin + e / ${side}u;
      let k = k0 + e % ${side}u;
      let c = c0 + e % ${side}u;
      var a = 0.0;
      var b = 0.0;
      if (position < end && k < ${taps}u) { a = tap(position, k / ${inChannels}u, k % ${inChannels}u); }
      if (position < end && c < ${outChannels}u) { b = dy[position * ${outChannels}u + c]; }
      xs[e / ${side}u][e % ${side}u] = a;
      ds[e / ${side}u][e % ${side}u] = b;
    }
    workgroupBarrier();
    for (var q = 0u; q < ${depth}u; q += 1u) {
      let d = vec4<f32>(ds[q][column], ds[q][column + 1u], ds[q][column + 2u], ds[q][column + 3u]);
      for (var r = 0u; r < 4u; r += 1u) { sums[r] += xs[q][row + r] * d; }
    }
    workgroupBarrier();
  }
  for (var r = 0u; r < 4u; r += 1u) {
    for (var s = 0u; s < 4u; s += 1u) {
      let k = k0 + row + r;
      let c = c0 + column + s;
      if (k < ${taps}u && c < ${outChannels}u) { parts[(chunk * ${taps}u + k) * ${outChannels}u + c] = sums[r][s]; }
    }
  }
}`
}

/**
 * The gradient of a convolution with respect to its filter, as the matrix product of the taps
 * [positions, taps] and dy [positions, outputs].
 */
export const filterGradient = (gpu: Gpu): FilterGradient =>
  chunkedGradient(gpu, (info) => {
    const tiles = tilesOf(tapsOf(info)) * tilesOf(info.outChannels)
    const { positions, chunks, height } = chunksOf(info, tiles)
    return {
      code: codeOf(info, positions),
      call: [height, tiles, chunks, 0],
      workgroups: inRows(tiles * chunks),
      ...{ chunks, count: tapsOf(info) * info.outChannels },
    }
  })
