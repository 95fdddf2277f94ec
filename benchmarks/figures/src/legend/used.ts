/** The series of a figure that have a mark, in the figure's order. */
export const used = (
  series: readonly string[],
  marks: readonly { readonly series: string }[],
): readonly string[] => series.filter((name) => marks.some((mark) => mark.series === name))
