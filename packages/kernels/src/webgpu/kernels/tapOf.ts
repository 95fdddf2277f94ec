import type { backend_util } from '@tensorflow/tfjs-core'

/**
 * The WGSL function `tap`: the number of `x` that a position of the output meets at a shift of the
 * filter, in a channel; zero in the padding.
 */
export const tapOf = (i: backend_util.Conv2DInfo): string => `
fn tap(position: u32, shift: u32, channel: u32) -> f32 {
  let row = position / ${i.outWidth}u % ${i.outHeight}u * ${i.strideHeight}u;
  let column = position % ${i.outWidth}u * ${i.strideWidth}u;
  let y = i32(row + shift / ${i.filterWidth}u) - ${i.padInfo.top};
  let z = i32(column + shift % ${i.filterWidth}u) - ${i.padInfo.left};
  if (y < 0 || y >= ${i.inHeight} || z < 0 || z >= ${i.inWidth}) { return 0.0; }
  let image = position / ${i.outWidth * i.outHeight}u;
  let pixel = (image * ${i.inHeight}u + u32(y)) * ${i.inWidth}u + u32(z);
  return x[pixel * ${i.inChannels}u + channel];
}`
