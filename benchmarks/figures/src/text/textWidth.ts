// advances of DejaVu Sans, the widest of the usual fonts, in ems: measured without a DOM, so by
// class
const classes: readonly (readonly [RegExp, number])[] = [
  [/[ijlI.,:;|'! ]/, 0.34],
  [/[frt()[\]\-/"]/, 0.42],
  [/[mwMW@%+=<>~#]/, 0.93],
  [/[A-Z]/, 0.72],
  [/[\u{20}-\u{7e}]/u, 0.63],
  [/[\u{a0}-\u{2e7f}]/u, 0.75],
]

/** The width of a line of text in pixels, rather too wide than too narrow. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce(
    (sum, mark) => sum + size * (classes.find(([set]) => set.test(mark))?.[1] ?? 1.05),
    0,
  )
