import type { DataOptions } from '../locate/DataOptions.js'
import type { DataSource } from '../locate/DataSource.js'
import { readVerified } from '../locate/readVerified.js'
import type { Corpus } from '../text/Corpus.js'
import { corpusOf } from '../text/corpusOf.js'
import { linesOf } from '../text/words.js'

/** The files of the Penn Treebank as prepared by Mikolov. */
const pennTreebankSource: DataSource = {
  id: 'ptb',
  title: 'Penn Treebank',
  files: [
    { name: 'ptb.train.txt', md5: 'f26c4b92c5fdc7b3f8c7cdcb991d8420' },
    { name: 'ptb.valid.txt', md5: 'aa0affc06ff7c36e977d7cd49e3839bf' },
    { name: 'ptb.test.txt', md5: '8b80168b89c18661a38ef683c0dc3721' },
  ],
  obtain: 'take it from simple-examples.tgz (LDC user agreement)',
}

/** Published numbers of tokens, with one `<eos>` per line. */
const published = { train: 929_589, validation: 73_760, test: 82_430, vocabulary: 10_000 }

/**
 * The Penn Treebank as prepared by Mikolov et al. 2010: 929,589 training tokens, vocabulary 10,000.
 *
 * @throws Error if a file is missing or is not the published one.
 */
export const pennTreebank = (options: DataOptions = {}): Corpus => {
  const [train = [], validation = [], test = []] = pennTreebankSource.files.map((file) =>
    linesOf(new TextDecoder().decode(readVerified(pennTreebankSource, file, options))),
  )
  const corpus = corpusOf(pennTreebankSource, { train, validation, test })
  const got = { ...corpus, vocabulary: corpus.vocabulary }
  for (const [name, count] of Object.entries(published)) {
    const { length } = got[name as keyof typeof published]
    if (length !== count)
      throw new Error(`ptb: ${name} must hold ${count} tokens, got ${length}; replace the files`)
  }
  return corpus
}
