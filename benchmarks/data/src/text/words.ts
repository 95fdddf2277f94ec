/** Marks of a vocabulary: a word that is not in it, and the end of a line. */
export const unknown = '<unk>'
export const endOfLine = '<eos>'

/** The words of each line that has any, split at whitespace. */
export const linesOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .map((line) => line.split(/\s+/).filter((word) => word !== ''))
    .filter((words) => words.length > 0)
