import type { Footer } from '../legend/Footer.js'

type Place = { readonly x: number; readonly y: number; readonly width: number }

/** Footers under each other, and where they end. */
export const stack = (
  footers: readonly Footer[],
  { x, y, width }: Place,
): { readonly drawn: readonly string[]; readonly bottom: number } => {
  let bottom = y
  const drawn = footers.map((footer) => {
    const { height, draw } = footer(width)
    const markup = draw(x, bottom)
    bottom += height
    return markup
  })
  return { drawn, bottom }
}
