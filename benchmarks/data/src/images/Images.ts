/** Labelled images of one size, kept as bytes. */
export interface Images {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly channels: number
  /** `hwc` stores pixel after pixel, `chw` one plane per channel (CIFAR's own order). */
  readonly layout: 'hwc' | 'chw'
  /** count × height × width × channels bytes. */
  readonly pixels: Uint8Array
  /** One class per image, from 0. */
  readonly labels: Uint16Array
}
