/** The L2 norm of a leaf, scaled if squares would overflow or underflow. */
export const norm = (leaf: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < leaf.length; i++) {
    const n = leaf[i] as number
    sum += n * n
  }
  if (sum > 1e-280 && sum < Number.POSITIVE_INFINITY) return Math.sqrt(sum)
  if (Number.isNaN(sum)) return sum
  let most = 0
  for (let i = 0; i < leaf.length; i++) most = Math.max(most, Math.abs(leaf[i] as number))
  if (most === 0 || most === Number.POSITIVE_INFINITY) return most
  let scaled = 0
  for (let i = 0; i < leaf.length; i++) scaled += ((leaf[i] as number) / most) ** 2
  return most * Math.sqrt(scaled)
}
