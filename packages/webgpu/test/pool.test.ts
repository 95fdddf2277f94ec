import t from 'tap'
import { BufferPool } from '../dist/start/BufferPool.js'

/** A device whose buffers say when they are destroyed. */
const fake = () => {
  const destroyed: number[] = []
  let made = 0
  const createBuffer = ({ size, usage }: GPUBufferDescriptor) => {
    const own = made++
    return { size, usage, destroy: () => destroyed.push(own) } as unknown as GPUBuffer
  }
  return { pool: new BufferPool({ createBuffer }), destroyed, made: () => made }
}

t.test('a step that allocates as the one before gets the same buffers', async (t) => {
  const { pool, made } = fake()
  const step = () => {
    const held = [pool.acquireBuffer(4, 1), pool.acquireBuffer(4, 1), pool.acquireBuffer(8, 1)]
    pool.releaseBuffer(held[0] as GPUBuffer)
    const [more, other] = [pool.acquireBuffer(4, 1), pool.acquireBuffer(4, 2)]
    for (const buffer of [other, held[2], more, held[1]]) pool.releaseBuffer(buffer as GPUBuffer)
    return [...held, more, other]
  }
  const first = step()
  for (let i = 0; i < 3; i++) t.ok(step().every((buffer, place) => buffer === first[place]))
  t.equal(first[3], first[0], 'what was released is used again')
  t.equal(made(), 4)
})

t.test('the bytes and buffers in use are counted', async (t) => {
  const { pool, destroyed } = fake()
  const [kept, passing] = [pool.acquireBuffer(16, 1), pool.acquireBuffer(4, 1, true, false)]
  t.equal(pool.numBytesUsed, 20)
  t.equal(pool.getNumUsedBuffers(), 2)
  pool.releaseBuffer(passing, false)
  t.strictSame(destroyed, [1], 'what is not used again is destroyed')
  pool.releaseBuffer(kept)
  t.strictSame(
    [pool.numBytesUsed, pool.numBytesAllocated, pool.getNumUsedBuffers(), pool.getNumFreeBuffers()],
    [0, 16, 0, 1],
  )
})

t.test('after the end of a backend nothing is left, and tensors may still be freed', async (t) => {
  const { pool, destroyed } = fake()
  const [used, free] = [pool.acquireBuffer(4, 1), pool.acquireBuffer(4, 1)]
  pool.releaseBuffer(free)
  pool.dispose()
  pool.releaseBuffer(used)
  t.strictSame([...destroyed].sort(), [0, 1])
  t.strictSame([pool.numBytesUsed, pool.getNumUsedBuffers(), pool.getNumFreeBuffers()], [0, 0, 0])
})
