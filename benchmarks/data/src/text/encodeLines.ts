import { endOfLine, unknown } from './words.js'

/** Lines as token ids, each closed by `<eos>`; words that the vocabulary lacks become `<unk>`. */
export const encodeLines = (
  lines: readonly (readonly string[])[],
  vocabulary: readonly string[],
): Int32Array => {
  const ids = new Map(vocabulary.map((word, id) => [word, id]))
  const missing = ids.get(unknown) as number
  const end = ids.get(endOfLine) as number
  const tokens = new Int32Array(lines.reduce((sum, words) => sum + words.length + 1, 0))
  let at = 0
  for (const words of lines) {
    for (const word of words) tokens[at++] = ids.get(word) ?? missing
    tokens[at++] = end
  }
  return tokens
}
