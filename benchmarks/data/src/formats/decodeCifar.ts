import type { Images } from '../images/Images.js'

const pixels = 3 * 32 * 32

/**
 * Decodes records of CIFAR's binary version: label bytes (the class last), then 1024 red, 1024
 * green and 1024 blue pixels of a 32 × 32 image. The planes are not rearranged.
 *
 * @param name - The file's name, for errors.
 * @param labelBytes - 1 for CIFAR-10, 2 (coarse, fine) for CIFAR-100.
 * @throws RangeError if the length is not a multiple of a record or a label is out of range.
 */
export const decodeCifar = (
  name: string,
  bytes: Uint8Array,
  { labelBytes, classes }: { readonly labelBytes: number; readonly classes: number },
): Images => {
  const record = labelBytes + pixels
  if (bytes.length === 0 || bytes.length % record !== 0)
    throw new RangeError(
      `${name}: must hold records of ${record} bytes, got ${bytes.length} bytes; the file is truncated or another format`,
    )
  const count = bytes.length / record
  const data = new Uint8Array(count * pixels)
  const labels = new Uint16Array(count)
  for (let i = 0; i < count; i++) {
    const at = i * record
    const label = bytes[at + labelBytes - 1] as number
    if (label >= classes)
      throw new RangeError(
        `${name}: labels must lie in [0, ${classes}), got ${label} in record ${i}; the file is corrupt`,
      )
    labels[i] = label
    data.set(bytes.subarray(at + labelBytes, at + record), i * pixels)
  }
  return { count, height: 32, width: 32, channels: 3, layout: 'chw', pixels: data, labels }
}
