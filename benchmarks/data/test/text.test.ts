import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  brown,
  encodeLines,
  linesOf,
  textFolder,
  vocabularyOf,
  windowsOf,
} from '@momenta/bench-data'
import t from 'tap'

t.test('a vocabulary is the marks and the most frequent words, ties by code point', async (t) => {
  const lines = linesOf(' the cat \n\nthe dog\n b <unk> a')
  t.strictSame(lines, [
    ['the', 'cat'],
    ['the', 'dog'],
    ['b', '<unk>', 'a'],
  ])
  t.strictSame(vocabularyOf(lines), ['<unk>', '<eos>', 'the', 'a', 'b', 'cat', 'dog'])
  t.strictSame(vocabularyOf(lines, 4), ['<unk>', '<eos>', 'the', 'a'])
  t.strictSame([...encodeLines(lines, vocabularyOf(lines, 4))], [2, 0, 1, 2, 0, 1, 0, 0, 3, 1])
  t.throws(() => vocabularyOf(lines, 1), { message: /integer >= 2, got 1/ })
})

t.test('streams are cut side by side, targets are the next tokens', async (t) => {
  const tokens = Int32Array.from({ length: 11 }, (_, i) => i)
  const windows = (skip = 0) =>
    Array.from(windowsOf(tokens, { batch: 2, steps: 3, skip }), ({ inputs, targets, steps }) => [
      [...inputs],
      [...targets],
      steps,
    ])
  // streams 0..4 and 5..9; 10 is dropped
  t.strictSame(windows(), [
    [[0, 1, 2, 5, 6, 7], [1, 2, 3, 6, 7, 8], 3],
    [[3, 8], [4, 9], 1],
  ])
  t.strictSame(windows(1), windows().slice(1))
  t.throws(() => [...windowsOf(tokens, { batch: 6, steps: 3 })], {
    message: /at least 12 tokens for a batch of 6, got 11/,
  })
  t.throws(() => [...windowsOf(tokens, { batch: 2, steps: 0.5 })], { message: /steps must be/ })
})

t.test(
  'Brown has the published number of tokens under the recipe of the Penn Treebank',
  async (t) => {
    const { vocabulary, train, validation, test } = brown()
    t.strictSame([train.length, validation.length, test.length], [857_018, 106_678, 106_782])
    t.equal(vocabulary.length, 10_000)
    t.strictSame(vocabulary.slice(0, 5), ['<unk>', '<eos>', 'the', 'of', 'and'])
    const unknown = train.reduce((sum, id) => sum + (id === 0 ? 1 : 0), 0)
    // 7.1 % of the training tokens, as published for this size
    t.equal(Math.round((1000 * unknown) / train.length), 71)
    t.throws(() => brown({ root: '/nowhere' }), { message: /ca01 .* must be in one of \/nowhere/ })
  },
)

t.test('any folder of three texts is a corpus', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'corpus-'))
  writeFileSync(join(root, 'train.txt'), 'a b a\n')
  writeFileSync(join(root, 'valid.txt'), 'b c\n')
  t.throws(() => textFolder({ root }), { message: /test.txt must be a readable text file/ })
  writeFileSync(join(root, 'test.txt'), 'a\n')
  const { id, train, validation, vocabulary } = textFolder({ root, id: 'mine' })
  t.equal(id, 'mine')
  t.strictSame(vocabulary, ['<unk>', '<eos>', 'a', 'b'])
  t.strictSame(
    [[...train], [...validation]],
    [
      [2, 3, 2, 1],
      [3, 0, 1],
    ],
  )
  writeFileSync(join(root, 'test.txt'), '\n')
  t.throws(() => textFolder({ root }), { message: /test.txt must hold words/ })
})
