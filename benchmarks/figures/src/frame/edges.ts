/** The near edges of boxes of one size in a row, each with room before and after it. */
export const edges = (
  before: readonly number[],
  size: number,
  after: readonly number[],
): readonly number[] => {
  let end = 0
  return before.map((room, place) => {
    const edge = end + room
    end = edge + size + (after[place] ?? 0)
    return edge
  })
}
