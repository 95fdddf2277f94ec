import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { createGzip } from 'node:zlib'
import { fetchArchive } from '@momenta/bench-data'
import t from 'tap'
import { pack } from 'tar-stream'

const archiveBytes = async () => {
  const tar = pack()
  tar.entry({ name: 'deep/a.bin' }, 'one')
  tar.entry({ name: 'deep/b.bin' }, 'two'.repeat(5000))
  tar.finalize()
  return buffer(tar.pipe(createGzip()))
}
const served = async (answer: RequestListener, run: (url: string) => Promise<void>) => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x.tar.gz`)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex')

t.test('an archive is downloaded, continued where it stopped, verified and unpacked', async (t) => {
  const bytes = await archiveBytes()
  const cache = mkdtempSync(join(tmpdir(), 'fetch-'))
  const environment = { MOMENTA_CACHE: cache }
  mkdirSync(join(cache, 'data', 'toy'), { recursive: true })
  writeFileSync(join(cache, 'data', 'toy', 'archive.part'), bytes.subarray(0, 40))
  const ranges: (string | undefined)[] = []
  await served(
    ({ headers }, response) => {
      ranges.push(headers.range)
      response.writeHead(206).end(bytes.subarray(40))
    },
    async (url) => {
      const archive = { id: 'toy', url, bytes: bytes.length, md5: md5(bytes) }
      const folder = await fetchArchive(archive, () => {}, { environment })
      t.strictSame(ranges, ['bytes=40-'])
      t.equal(readFileSync(join(folder, 'a.bin'), 'utf8'), 'one')
      t.equal(readFileSync(join(folder, 'b.bin'), 'utf8'), 'two'.repeat(5000))
      t.notOk(existsSync(join(folder, 'archive.part')))
    },
  )
})

t.test('a server without ranges starts again; other bytes are refused and removed', async (t) => {
  const bytes = await archiveBytes()
  const cache = mkdtempSync(join(tmpdir(), 'fetch-'))
  const environment = { MOMENTA_CACHE: cache }
  const part = join(cache, 'data', 'toy', 'archive.part')
  mkdirSync(join(part, '..'), { recursive: true })
  writeFileSync(part, 'garbage')
  await served(
    (_, response) => void response.writeHead(200).end(bytes),
    async (url) => {
      const archive = { id: 'toy', url, bytes: bytes.length, md5: md5(bytes) }
      await t.rejects(
        fetchArchive({ ...archive, md5: 'f'.repeat(32) }, () => {}, { environment }),
        { message: /must have md5 f{32}, got [0-9a-f]{32}; it was removed/ },
      )
      t.notOk(existsSync(part))
      await t.resolves(fetchArchive(archive, () => {}, { environment }))
    },
  )
  await served(
    (_, response) => void response.writeHead(404).end(),
    async (url) => {
      await t.rejects(
        fetchArchive({ id: 'x', url, bytes: 9, md5: '' }, () => {}, { environment }),
        {
          message: /must answer with the file, got status 404/,
        },
      )
    },
  )
})
