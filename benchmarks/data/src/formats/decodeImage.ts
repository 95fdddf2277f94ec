import jpeg from 'jpeg-js'
import { PNG } from 'pngjs'
import type { Picture } from '../images/resample.js'

/** Decodes a JPEG or PNG file to RGB. */
export type ImageDecoder = (bytes: Uint8Array) => Promise<Picture>

const rgbOf = (rgba: Uint8Array, width: number, height: number): Picture => {
  const pixels = new Uint8Array(3 * width * height)
  for (let i = 0; i < width * height; i++)
    for (let c = 0; c < 3; c++) pixels[3 * i + c] = rgba[4 * i + c] as number
  return { width, height, channels: 3, pixels }
}

const isPng = (bytes: Uint8Array): boolean => bytes[0] === 0x89 && bytes[1] === 0x50

/** Decodes in JavaScript alone: about 40 ms of one core for a photo of ImageNet. */
export const decodePlainly: ImageDecoder = async (bytes) => {
  if (isPng(bytes)) {
    const { data, width, height } = PNG.sync.read(Buffer.from(bytes))
    return rgbOf(data, width, height)
  }
  const { data, width, height } = jpeg.decode(bytes, { useTArray: true, maxMemoryUsageInMB: 2048 })
  return rgbOf(data, width, height)
}

/** The part of sharp that is used; it is an optional peer. */
type Sharp = (bytes: Uint8Array) => {
  readonly toColourspace: (name: 'srgb') => {
    readonly removeAlpha: () => {
      readonly raw: () => {
        readonly toBuffer: (options: { readonly resolveWithObject: true }) => Promise<{
          readonly data: Uint8Array
          readonly info: { readonly width: number; readonly height: number }
        }>
      }
    }
  }
}

/** The fastest decoder that is installed: `sharp` if it is, else JavaScript. */
export const imageDecoder = async (): Promise<ImageDecoder> => {
  try {
    const name = 'sharp'
    const { default: sharp } = (await import(name)) as { readonly default: Sharp }
    return async (bytes) => {
      const { data, info } = await sharp(bytes)
        .toColourspace('srgb')
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      return { width: info.width, height: info.height, channels: 3, pixels: data }
    }
  } catch {
    return decodePlainly
  }
}
