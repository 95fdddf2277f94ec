import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core'
import { inRows, workgroupsFor } from '../elementwise.js'
import type { Gpu } from '../Gpu.js'
import { read, type Shader, shaderOf, written } from '../Shader.js'
import { addChunks } from './addChunks.js'

/** Sums of a filter that one workgroup computes, and positions that it reads at a time. */
const [side, depth] = [32, 16]
const threads = 64

/** Enough workgroups for a large GPU, each with at least 256 positions. */
const [enough, fewest] = [1024, 256]

const ceil = (a: number, b: number): number => Math.ceil(a / b)

/** The sizes of the product of the taps [positions, taps] and dy [positions, outputs]. */
const sizesOf = (i: backend_util.Conv2DInfo) => {
  const positions = i.batchSize * i.outHeight * i.outWidth
  const taps = i.filterHeight * i.filterWidth * i.inChannels
  const tiles = ceil(taps, side) * ceil(i.outChannels, side)
  const chunks = Math.max(1, Math.min(ceil(enough, tiles), Math.floor(positions / fewest)))
  return { positions, taps, tiles, chunks, height: ceil(positions, chunks) }
}

/**
 * A tile of 32 × 32 sums over a chunk of positions: 64 threads with 4 × 4 sums each. The taps are
 * read from x where a position has them and are zero in the padding.
 */
const codeOf = (i: backend_util.Conv2DInfo): string => {
  const { positions, taps } = sizesOf(i)
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, filterWidth } = i
  return `
var<workgroup> xs: array<array<f32, ${side}>, ${depth}>;
var<workgroup> ds: array<array<f32, ${side}>, ${depth}>;
fn tap(position: u32, k: u32) -> f32 {
  let shift = k / ${inChannels}u;
  let y = i32(position / ${outWidth}u % ${outHeight}u * ${i.strideHeight}u + shift / ${filterWidth}u) - ${i.padInfo.top};
  let z = i32(position % ${outWidth}u * ${i.strideWidth}u + shift % ${filterWidth}u) - ${i.padInfo.left};
  if (y < 0 || y >= ${inHeight} || z < 0 || z >= ${inWidth}) { return 0.0; }
  let image = position / ${outWidth * outHeight}u;
  return x[((image * ${inHeight}u + u32(y)) * ${inWidth}u + u32(z)) * ${inChannels}u + k % ${inChannels}u];
}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let group = id.x + id.y * groups.x;
  let tile = group % p.y;
  let chunk = group / p.y;
  if (chunk >= p.z) { return; }
  let k0 = tile % ${ceil(taps, side)}u * ${side}u;
  let c0 = tile / ${ceil(taps, side)}u * ${side}u;
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
      if (position < end && k < ${taps}u) { a = tap(position, k); }
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
 * Makes a shader that reads x and dy and writes chunks of sums for each text once, so that its
 * pipeline is compiled once.
 */
export const cacheShaders = (): ((code: string) => Shader) => {
  const shaders = new Map<string, Shader>()
  return (code) => {
    const shader = shaders.get(code) ?? shaderOf([read('x'), read('dy'), written('parts')], code)
    shaders.set(code, shader)
    return shader
  }
}

/**
 * The gradient of a convolution with respect to its filter, as a matrix product: chunks of
 * positions side by side, then their sum.
 */
export const filterGradient = ({
  output,
  run,
  dispose,
}: Gpu): ((x: TensorInfo, dy: TensorInfo, info: backend_util.Conv2DInfo) => TensorInfo) => {
  const shaderWith = cacheShaders()
  return (x, dy, info) => {
    const { taps, tiles, chunks, height } = sizesOf(info)
    const count = taps * info.outChannels
    const [parts, dw] = [output([chunks, count]), output(info.filterShape)]
    run(
      {
        shader: shaderWith(codeOf(info)),
        tensors: [x, dy, parts],
        calls: [[height, tiles, chunks, 0]],
        workgroups: inRows(tiles * chunks),
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
