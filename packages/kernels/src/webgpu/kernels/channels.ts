import { type TensorInfo, util } from '@tensorflow/tfjs-core'

/** The side of a workgroup of shaders that add up over rows: 16 channels by 16 rows. */
export const side = 16

/** How a tensor [..., channels] is cut into chunks of rows, whose sums are merged later. */
export interface Channels {
  readonly rows: number
  readonly channels: number
  /** The rows of a chunk. */
  readonly height: number
  readonly chunks: number
}

/** At most 256 chunks, of at least 256 rows. */
export const channelsOf = ({ shape }: TensorInfo): Channels => {
  const channels = shape[shape.length - 1] as number
  const rows = util.sizeFromShape(shape) / channels
  const height = Math.max(256, Math.ceil(rows / 256))
  return { rows, channels, height, chunks: Math.ceil(rows / height) }
}

/**
 * The head of such a shader: the channel `c`, the rows `own`, `own` + 16, … below `end`, and
 * `reduce`, the sum over the rows of a workgroup, which all of its threads must call. p: rows,
 * channels, rows of a chunk.
 */
export const overRows = (body: string): string => `
var<workgroup> part: array<array<f32, ${side}>, ${side}>;
fn reduce(value: f32, x: u32, y: u32) -> f32 {
  workgroupBarrier();
  part[y][x] = value;
  for (var half = ${side / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (y < half) { part[y][x] += part[y + half][x]; }
  }
  workgroupBarrier();
  return part[0][x];
}
@compute @workgroup_size(${side}, ${side})
fn main(@builtin(local_invocation_id) local: vec3<u32>, @builtin(workgroup_id) id: vec3<u32>) {
  let inside = id.x * ${side}u + local.x < p.y;
  let c = min(id.x * ${side}u + local.x, p.y - 1u);
  let begin = id.y * p.z;
  let end = min(begin + p.z, p.x);
  let own = begin + local.y;
  ${body}
}`
