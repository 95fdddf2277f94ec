import { type Surface, surfaceNamed } from '@momenta/bench-surfaces'

type Described = { readonly [name: string]: unknown }

const names: { readonly [name: string]: string } = {
  'goldstein-price': 'goldsteinPrice',
  'two-basin': 'twoBasin',
}

/**
 * The surface that a reference file names, of that dimension.
 *
 * @throws RangeError if it is unknown or its parameters do not fit.
 */
export const surfaceOf = (described: Described, dim: number): Surface => {
  const name = String(described.name)
  const { A, b, s } = described as {
    A?: readonly (readonly number[])[]
    b?: readonly number[]
    s?: number
  }
  return surfaceNamed(names[name] ?? name, {
    dim,
    ...(A === undefined ? {} : { A }),
    ...(b === undefined ? {} : { b }),
    ...(s === undefined ? {} : { sharpness: s }),
  })
}
