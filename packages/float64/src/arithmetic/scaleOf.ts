/**
 * Larger elements are scaled down before they are squared; if all are smaller than its inverse they
 * are scaled up.
 */
const large = 2 ** 300
const factor = 2 ** 600

/**
 * A power of two by which leaves are multiplied before their squares are summed: 1 unless a square
 * would overflow or underflow.
 */
export const scaleOf = (leaves: readonly ArrayLike<number>[]): number => {
  let most = 0
  for (const leaf of leaves)
    for (let i = 0; i < leaf.length; i++) {
      const size = Math.abs(leaf[i] as number)
      if (size > most) most = size
    }
  if (most > large) return 1 / factor
  return most > 0 && most < 1 / large ? factor : 1
}
