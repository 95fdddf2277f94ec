/** At most `limit` points (2 at least) at equal steps, the first and the last among them. */
export const thin = <A>(points: readonly A[], limit: number): readonly A[] => {
  const last = points.length - 1
  return points.length <= limit
    ? points
    : Array.from({ length: limit }, (_, k) => points[Math.round((k * last) / (limit - 1))] as A)
}
