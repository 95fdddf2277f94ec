import type { Axis } from '../model/Axis.js'
import type { CategoryAxis } from '../model/CategoryAxis.js'

/** The position of `x` on an axis: the number itself, or the index of a category. */
export const placeOn = (axis: Axis | CategoryAxis, x: number | string): number => {
  const place = axis.scale === 'category' ? axis.categories.indexOf(String(x)) : Number(x)
  if (axis.scale === 'category' && place < 0)
    throw new Error(
      `placeOn: x must be one of the axis's categories, got ${JSON.stringify(x)}; add it to \`categories\`.`,
    )
  return place
}
