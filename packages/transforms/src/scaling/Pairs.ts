/** The host state: which slots hold pairs, and the inner products among them. */
export type Pairs = {
  /** Whether there was a step before. */
  readonly started: boolean
  /** The number of pairs that were stored so far; pair i is in slot i mod m. */
  readonly count: number
  /** ⟨sᵢ, yⱼ⟩ and ⟨yᵢ, yⱼ⟩ at index i m + j; empty at first. */
  readonly sy: readonly number[]
  readonly yy: readonly number[]
}

/** Whether a saved host state is possible. */
export const isPairs = ({ count, sy, yy }: Pairs, m: number): boolean =>
  [sy, yy].every(
    (matrix) => matrix.length === (count === 0 ? 0 : m * m) && matrix.every(Number.isFinite),
  )

/** A matrix with another row and column at an index. */
export const replaced = (
  matrix: readonly number[],
  at: number,
  row: readonly number[],
  column: readonly number[],
  corner: number,
): readonly number[] => {
  const m = row.length
  return Array.from({ length: m * m }, (_, index) => {
    const [i, j] = [Math.floor(index / m), index % m]
    if (i === at && j === at) return corner
    if (i === at) return row[j] as number
    return (j === at ? column[i] : (matrix[index] ?? 0)) as number
  })
}

/** ⟨s, y⟩/⟨y, y⟩ of the newest pair, 1 if there is none. */
export const newestScale = ({ count, sy, yy }: Pairs, m: number): number => {
  const at = ((count - 1) % m) * (m + 1)
  return count === 0 || yy[at] === 0 ? 1 : (sy[at] as number) / (yy[at] as number)
}

/** The slots of the stored pairs, the oldest first. */
export const orderOf = (count: number, m: number): readonly number[] =>
  Array.from({ length: Math.min(count, m) }, (_, i) => (Math.max(count - m, 0) + i) % m)
