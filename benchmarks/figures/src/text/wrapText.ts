import { textWidth } from './textWidth.js'

type Piece = { readonly text: string; readonly joint: '' | ' ' }

/**
 * Text broken into lines no wider than `width` pixels: between words, but not around an equals
 * sign, or within a word that is wider.
 */
export const wrapText = (text: string, width: number, size: number): readonly string[] => {
  const pieces = text
    .split(/(?<!=)\s+(?!=)/)
    .filter((word) => word !== '')
    .flatMap((word): readonly Piece[] =>
      textWidth(word, size) <= width
        ? [{ text: word, joint: ' ' }]
        : [...word].map((mark, place) => ({ text: mark, joint: place === 0 ? ' ' : '' })),
    )
  const lines: string[] = []
  for (const { text: piece, joint } of pieces) {
    const longer = `${lines.at(-1) ?? ''}${joint}${piece}`
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer
    else lines.push(piece)
  }
  return lines
}
