import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chain, optimizer, remember } from '@momenta/core'
import { eager, loadBinary, saveBinary } from '@momenta/eager'
import { ema, scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

await tf.setBackend('cpu')

const one = optimizer(
  chain(ema({ decay: 0.5 }), remember({ capacity: 2 }), scaleByLearningRate({ learningRate: 1 })),
)
const like = { 'a/b': tf.tensor2d([[1, 2]]), c: tf.scalar(3) }

/** After one step with gradients 4, 8 and 2, the moments and the first entries are 2, 4 and 1. */
const savedBytes = async (): Promise<Uint8Array> => {
  const { init, step } = eager(one)
  const grads = { 'a/b': tf.tensor2d([[4, 8]]), c: tf.scalar(2) }
  return saveBinary(step(() => ({ value: tf.scalar(0), grads }), init(like)))
}

const expected: readonly (readonly [string, readonly number[], readonly number[]])[] = [
  // p − mean of the entry alone and of the update, 2, 4 and 1
  ['params/a/b', [1, 2], [-1, -2]],
  ['params/c', [], [2]],
  ['slots/0/mu/a/b', [1, 2], [2, 4]],
  ['slots/0/mu/c', [], [1]],
  ['slots/1/sum/a/b', [1, 2], [2, 4]],
  ['slots/1/sum/c', [], [1]],
  ['entries/1/0/a/b', [1, 2], [2, 4]],
  ['entries/1/0/c', [], [1]],
]

t.test('the bytes are a safetensors file that names every tensor', async (t) => {
  const bytes = await savedBytes()
  const view = new DataView(bytes.buffer)
  const length = Number(view.getBigUint64(0, true))
  t.equal(length % 8, 0, 'values are aligned')
  const { __metadata__: metadata, ...table } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(8, 8 + length)),
  )
  t.same(Object.keys(metadata), ['momenta', 'table'])
  const read = Object.entries(table as { [name: string]: { [field: string]: number[] } }).map(
    ([name, { shape, data_offsets: offsets = [] }]) => {
      const [begin = 0, end = 0] = offsets
      const count = (end - begin) / 4
      const at = (i: number) => view.getFloat32(8 + length + begin + 4 * i, true)
      return [name, shape, Array.from({ length: count }, (_, i) => at(i))]
    },
  )
  t.strictSame(read, expected)
  const ends = Object.values(table as { [name: string]: { data_offsets: number[] } })
  t.equal(bytes.length, 8 + length + Math.max(...ends.map((e) => e.data_offsets[1] as number)))
})

const python = process.env.PYTHON ?? 'python3'
const hasPackage = spawnSync(python, ['-c', 'import numpy, safetensors']).status === 0

t.test(
  'safetensors of Python reads the same tensors',
  { skip: hasPackage ? false : 'safetensors and numpy are not installed' },
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'momenta-safetensors-'))
    t.teardown(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'run.safetensors')
    writeFileSync(path, await savedBytes())
    const script = `import json, sys; from safetensors.numpy import load_file
print(json.dumps({k: [list(v.shape), v.flatten().tolist()] for k, v in load_file(sys.argv[1]).items()}))`
    const { stdout, stderr } = spawnSync(python, ['-c', script, path], { encoding: 'utf8' })
    t.equal(stderr, '')
    const wanted = Object.fromEntries(expected.map(([name, ...rest]) => [name, rest]))
    t.strictSame(JSON.parse(stdout), wanted)
  },
)

t.test('a header that was written by hand is refused in one line', async (t) => {
  const header = (text: string): Uint8Array => {
    const json = new TextEncoder().encode(text)
    const bytes = new Uint8Array(8 + json.length)
    new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true)
    bytes.set(json, 8)
    return bytes
  }
  const texts = [
    'null',
    '[]',
    '{}',
    '{"__metadata__":{}}',
    '{"__metadata__":{"momenta":"{}","table":"0"}}',
    '{"__metadata__":{"momenta":"{}","table":"0"},"params/w":null}',
    '{"__metadata__":{"momenta":"{}","table":"0"},"w":{"dtype":"F64","data_offsets":[0,8]}}',
    '{"__metadata__":{"momenta":"{}","table":"0"},"w":{"dtype":"F32","data_offsets":[8,0]}}',
    '{',
  ]
  for (const text of texts)
    t.throws(
      () => loadBinary(one, header(text), like),
      { name: 'TypeError', message: /^load: [^\n]{1,200}$/ },
      text,
    )
})
