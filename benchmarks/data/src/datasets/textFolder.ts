import { join } from 'node:path'
import { readText } from '../locate/readText.js'
import type { Corpus } from '../text/Corpus.js'
import { corpusOf } from '../text/corpusOf.js'
import { linesOf } from '../text/words.js'

/** Options of {@link textFolder}. */
export interface TextFolderOptions {
  /** The folder with train.txt, valid.txt and test.txt: one sentence per line, words in spaces. */
  readonly root: string
  /** Names the data in every table. Default the folder. */
  readonly id?: string
  /**
   * Words of the vocabulary at most, with `<unk>` and `<eos>`. Default all of the training text.
   */
  readonly vocabulary?: number
}

/**
 * Any corpus of whitespace-separated words.
 *
 * @throws Error if a file is missing or has no words.
 */
export const textFolder = ({ root, id = root, vocabulary }: TextFolderOptions): Corpus => {
  const [train, validation, test] = ['train.txt', 'valid.txt', 'test.txt'].map((name) => {
    const lines = linesOf(readText('textFolder', join(root, name)).toString())
    if (lines.length === 0) throw new Error(`textFolder: ${join(root, name)} must hold words`)
    return lines
  }) as [ReturnType<typeof linesOf>, ReturnType<typeof linesOf>, ReturnType<typeof linesOf>]
  return corpusOf({ id, title: id }, { train, validation, test }, vocabulary)
}
