/** Equation (8) as it is read here: the minimum in each coordinate, or of the two sums. */
export type Form = 'separable' | 'joint'

const flatIn = (s: number, x: number) => x * x <= s * (x - 1) * (x - 1)

/**
 * Whether each coordinate (or, in the joint form, the point) lies in the flat basin around the
 * origin.
 */
export const flatCoordinates = (
  form: Form,
  s: number,
  x: readonly number[],
): readonly boolean[] => {
  if (form === 'separable') return x.map((each) => flatIn(s, each))
  const flat = x.reduce((sum, each) => sum + each * each, 0)
  const sharp = s * x.reduce((sum, each) => sum + (each - 1) * (each - 1), 0)
  return [flat <= sharp]
}
