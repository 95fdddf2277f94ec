import type { Region } from '../images/resample.js'

/** The extent of a picture in pixels. */
interface Extent {
  readonly width: number
  readonly height: number
}

/** The largest region in the middle of a picture with this ratio of width to height. */
const largestAt = (ratio: number, { width, height }: Extent): Region => {
  const [w, h] = width / height > ratio ? [height * ratio, height] : [width, width / ratio]
  return { x: (width - w) / 2, y: (height - h) / 2, width: w, height: h }
}

/**
 * The middle square that remains of a picture whose shorter side is resized to `resize` and which
 * is then cropped to `crop` pixels: the usual evaluation on ImageNet (256, 224).
 */
export const centreCrop = (picture: Extent, resize = 256, crop = 224): Region => {
  const side = (Math.min(picture.width, picture.height) * crop) / resize
  return {
    x: (picture.width - side) / 2,
    y: (picture.height - side) / 2,
    width: side,
    height: side,
  }
}

/**
 * A random region: area 0.08 to 1 of the picture, ratio 3/4 to 4/3 (log-uniform), ten tries, else
 * the largest that fits.
 *
 * @param random - Returns numbers in [0, 1).
 *
 * Source: Szegedy et al., arXiv 1409.4842; torchvision's RandomResizedCrop.
 */
export const randomResizedCrop = (picture: Extent, random: () => number): Region => {
  const { width, height } = picture
  const [low, high] = [Math.log(3 / 4), Math.log(4 / 3)]
  for (let tries = 0; tries < 10; tries++) {
    const area = width * height * (0.08 + 0.92 * random())
    const ratio = Math.exp(low + (high - low) * random())
    const [w, h] = [Math.round(Math.sqrt(area * ratio)), Math.round(Math.sqrt(area / ratio))]
    if (w >= 1 && h >= 1 && w <= width && h <= height)
      return {
        x: Math.floor(random() * (width - w + 1)),
        y: Math.floor(random() * (height - h + 1)),
        width: w,
        height: h,
      }
  }
  return largestAt(Math.min(4 / 3, Math.max(3 / 4, width / height)), picture)
}
