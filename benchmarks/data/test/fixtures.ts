import { readFileSync } from 'node:fs'

interface Fixtures {
  readonly mat: { readonly plain: string; readonly compressed: string }
  readonly photo: { readonly height: number; readonly width: number; readonly pixels: number[] }
  readonly resized: readonly {
    readonly box: readonly [number, number, number, number]
    readonly size: readonly [number, number]
    readonly pixels: readonly number[]
  }[]
  readonly smooth: readonly number[]
  readonly png: string
  readonly jpegGrey: string
  readonly jpegRgb: string
}

/** Numbers of Pillow and SciPy, made by fixtures.py. */
export const fixtures: Fixtures = JSON.parse(
  readFileSync(new URL('../test/data/fixtures.json', import.meta.url), 'utf8'),
)

export const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(Buffer.from(base64, 'base64'))
