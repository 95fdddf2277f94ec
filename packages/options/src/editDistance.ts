/**
 * The number of letters that must be inserted, removed or replaced to turn one word into another
 * (Levenshtein).
 */
export const editDistance = (from: string, to: string): number => {
  let above = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++)
      row.push(
        Math.min(
          (row[j - 1] as number) + 1,
          (above[j] as number) + 1,
          (above[j - 1] as number) + (from[i - 1] === to[j - 1] ? 0 : 1),
        ),
      )
    above = row
  }
  return above[to.length] as number
}
