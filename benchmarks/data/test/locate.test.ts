import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { cifar10, type DataSource, mnist, readVerified } from '@momenta/bench-data'
import t from 'tap'

const bytes = Buffer.from('data')
const md5 = createHash('md5').update(bytes).digest('hex')
const source: DataSource = {
  id: 'toy',
  title: 'Toy',
  files: [{ name: 'toy.bin', md5 }],
  obtain: 'buy it',
}
const file = { name: 'toy.bin', md5 }
const folder = () => mkdtempSync(join(tmpdir(), 'data-'))

t.test(
  'a file is found by option, environment and cache, in this order, plain or gzipped',
  async (t) => {
    const [root, shared, cache] = [folder(), folder(), folder()]
    const environment = { MOMENTA_DATA: shared, MOMENTA_CACHE: cache }
    mkdirSync(join(cache, 'data', 'toy'), { recursive: true })
    writeFileSync(join(cache, 'data', 'toy', 'toy.bin'), bytes)
    t.equal(Buffer.from(readVerified(source, file, { environment })).toString(), 'data')
    mkdirSync(join(shared, 'toy'))
    writeFileSync(join(shared, 'toy', 'toy.bin'), 'other')
    t.throws(() => readVerified(source, file, { environment }), {
      message: new RegExp(
        `toy/toy.bin must have md5 ${md5} .*, got [0-9a-f]{32}; it is incomplete`,
      ),
    })
    t.throws(() => readVerified(source, file, { root, environment }), {
      message: `toy: toy.bin (md5 ${md5}) must be in one of ${root}, and it is in none; buy it, or set MOMENTA_DATA to the folder that holds toy/`,
    })
    writeFileSync(join(root, 'toy.bin.gz'), gzipSync(bytes))
    t.equal(Buffer.from(readVerified(source, file, { root })).toString(), 'data')
  },
)

t.test('a truncated archive is one clear line', async (t) => {
  const root = folder()
  writeFileSync(join(root, 'toy.bin.gz'), gzipSync(bytes).subarray(0, 15))
  t.throws(() => readVerified(source, file, { root }), { message: /must be a readable, complete/ })
})

t.test('MNIST is read from its package; the genuine CIFAR-10 accepts no other bytes', async (t) => {
  const { train, test, classes } = mnist()
  t.strictSame([train.count, test.count, classes], [60_000, 10_000, 10])
  t.strictSame([...train.labels.subarray(0, 5)], [5, 0, 4, 1, 9])
  // mean of all training pixels, published as 0.1307
  const mean = train.pixels.reduce((sum, x) => sum + x, 0) / train.pixels.length / 255
  t.equal(Math.round(1e4 * mean), 1307)
  const root = folder()
  writeFileSync(join(root, 'data_batch_1.bin'), new Uint8Array(3073))
  t.throws(() => cifar10({ root }), { message: /data_batch_1.bin must have md5 5dd7e06a/ })
})

t.test('check names a damaged data set and fails, and one that is missing does not', async (t) => {
  const shared = folder()
  const script = new URL('../dist/data.js', import.meta.url).pathname
  const check = () =>
    spawnSync(process.execPath, [script, 'check'], {
      encoding: 'utf8',
      env: { ...process.env, MOMENTA_DATA: shared, MOMENTA_CACHE: shared },
    })
  mkdirSync(join(shared, 'ptb'))
  writeFileSync(join(shared, 'ptb', 'ptb.train.txt'), 'half a te')
  const { status, stdout, stderr } = check()
  t.equal(status, 1)
  t.match(stdout, /^cifar10: not available \(/m)
  t.match(stdout, /^ptb: damaged \(ptb: \S+ must have md5 .*replace it/m)
  t.match(
    stderr,
    /^data: every data set that is there must be complete, got damaged ptb; [^\n]*\n$/,
  )
})
