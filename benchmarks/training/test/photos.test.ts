import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBackend } from '@momenta/bench-backends'
import { problemOf, type TrainingJob, trainJob } from '@momenta/bench-training'
import jpeg from 'jpeg-js'
import t from 'tap'

const folder = mkdtempSync(join(tmpdir(), 'momenta-photos-'))

/** A JPEG of 40 × 30 pixels: a gradient of a colour. */
const photo = (red: number, i: number): Uint8Array => {
  const [width, height] = [40, 30]
  const data = Buffer.alloc(4 * width * height)
  for (let at = 0; at < width * height; at++)
    data.set([red, (7 * at + 31 * i) % 256, (at + i) % 256, 255], 4 * at)
  return jpeg.encode({ data, width, height }, 90).data
}

const write = (path: string, bytes: Uint8Array | string): void => {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, bytes)
}

for (const [label, name] of ['n01', 'n02'].entries())
  for (const [split, count] of [
    ['train', 4],
    ['val', 2],
  ] as const)
    for (let i = 0; i < count; i++)
      write(join(folder, 'imagenet', split, name, `${i}.JPEG`), photo(200 * label, i))
// one of each split is cut off or no picture
write(join(folder, 'imagenet', 'train', 'n01', '1.JPEG'), photo(0, 1).subarray(0, 200))
write(join(folder, 'imagenet', 'val', 'n02', '0.JPEG'), 'nonsense')

const job: TrainingJob = {
  task: {
    kind: 'photos',
    name: 'photos',
    title: 'Photos',
    source: 'a test',
    data: 'imagenet',
    model: { name: 'resnet', depth: 8, width: 4 },
    size: 16,
    epochs: 1,
    batch: 4,
    learningRate: 1e-3,
    drops: [],
    cost: 1,
  },
  method: { name: 'Adam+CM', spec: { base: { name: 'adam' }, memory: { of: 'momenta' } } },
  learningRate: 1e-3,
  seed: 1,
  backend: 'wasm',
}

t.test(
  'photos train a network for two steps, and damaged files are counted and named',
  async (t) => {
    process.env.MOMENTA_DATA = folder
    await startBackend('wasm')
    const run = async () => {
      const notes: string[] = []
      const epochs: object[] = []
      const outcome = await trainJob(
        job,
        problemOf(job.task, (line) => notes.push(line)),
        {
          checkpoint: join(folder, 'none'),
          every: Number.POSITIVE_INFINITY,
          signal: new AbortController().signal,
          onEpoch: ({ values }) => epochs.push(values),
        },
      )
      return { notes, epochs, outcome }
    }
    const { notes, epochs, outcome } = await run()
    t.equal(outcome?.history[0]?.steps, 2)
    t.equal(outcome?.values.diverged, 0)
    t.equal(outcome?.values['last.unreadable'], 1)
    t.ok([0, 1 / 3, 2 / 3, 1].includes(outcome?.values['last.accuracy'] as number))
    t.equal(notes.length, 2)
    t.match(
      notes[0],
      /^photos: \S+train\/n01\/1\.JPEG does not decode and is left out \(1 so far\)$/,
    )
    t.match(notes[1], /^photos: \S+val\/n02\/0\.JPEG does not decode and is left out \(2 so far\)$/)
    t.same((await run()).epochs, epochs, 'a run repeats its numbers')
  },
)

t.test('a batch without a photo that decodes is one line', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'momenta-photos-'))
  for (const split of ['train', 'val'])
    for (const name of ['a', 'b']) write(join(root, 'imagenet', split, name, '0.JPEG'), '')
  process.env.MOMENTA_DATA = root
  const problem = problemOf({ ...job.task, batch: 2 }, () => {})
  const batches = problem.batches(1, 0, 0) as AsyncIterable<unknown>
  await t.rejects(batches[Symbol.asyncIterator]().next(), {
    message:
      /^photos: a batch must have a photo that decodes, and all 2 are damaged; replace \S+0\.JPEG$/,
  })
})
