import type { Corpus } from './Corpus.js'
import { encodeLines } from './encodeLines.js'
import { vocabularyOf } from './vocabularyOf.js'

type Lines = readonly (readonly string[])[]

/** Makes a corpus of split lines; its vocabulary is that of the training lines. */
export const corpusOf = (
  { id, title }: Pick<Corpus, 'id' | 'title'>,
  splits: { readonly train: Lines; readonly validation: Lines; readonly test: Lines },
  size?: number,
): Corpus => {
  const vocabulary = vocabularyOf(splits.train, size)
  return {
    id,
    title,
    vocabulary,
    train: encodeLines(splits.train, vocabulary),
    validation: encodeLines(splits.validation, vocabulary),
    test: encodeLines(splits.test, vocabulary),
  }
}
