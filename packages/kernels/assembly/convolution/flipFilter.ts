import { bytes } from '../bytes'

/**
 * Reverses a filter [kh,kw,ci,co] over its taps and exchanges its channels: the filter of the
 * transposed convolution of stride 1.
 */
export function flipFilter(
  filter: usize,
  to: usize,
  taps: i32,
  channels: i32,
  outChannels: i32,
): void {
  for (let t = 0; t < taps; t++) {
    const from = filter + bytes((taps - 1 - t) * channels * outChannels),
      tap = to + bytes(t * channels * outChannels)
    for (let o = 0; o < outChannels; o++)
      for (let c = 0; c < channels; c++)
        store<f32>(tap + bytes(o * channels + c), load<f32>(from + bytes(c * outChannels + o)))
  }
}
