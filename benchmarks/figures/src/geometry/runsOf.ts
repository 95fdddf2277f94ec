import type { Pixel } from '../svg/Pixel.js'

/** The unbroken stretches of a line: a point that isn't finite ends one. */
export const runsOf = (points: readonly Pixel[]): readonly (readonly Pixel[])[] => {
  const runs: Pixel[][] = []
  let open = false
  for (const point of points) {
    const finite = Number.isFinite(point[0]) && Number.isFinite(point[1])
    if (finite && open) runs.at(-1)?.push(point)
    else if (finite) runs.push([point])
    open = finite
  }
  return runs
}
