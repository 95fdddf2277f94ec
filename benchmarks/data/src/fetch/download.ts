import { createWriteStream, existsSync, statSync } from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Archive } from './Archive.js'

/**
 * Downloads an archive to a file; a file that is there already is continued where it ends.
 *
 * @param tell - Receives the number of bytes so far.
 * @throws Error if the server does not send the file.
 */
export const download = async (
  { id, url, bytes }: Archive,
  path: string,
  tell: (bytes: number) => void,
): Promise<void> => {
  const there = existsSync(path) ? statSync(path).size : 0
  if (there >= bytes) return
  const headers: Record<string, string> = there > 0 ? { range: `bytes=${there}-` } : {}
  const response = await fetch(url, { headers }).catch((error: Error) => {
    throw new Error(
      `data: ${id} must be downloadable from ${url}, got ${(error.cause as Error | undefined)?.message ?? error.message}; check the network and run the same command again`,
    )
  })
  if (!response.ok || response.body === null)
    throw new Error(`data: ${url} must answer with the file, got status ${response.status}`)
  const continued = response.status === 206
  let size = continued ? there : 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length
      tell(size)
      done(null, chunk)
    },
  })
  await pipeline(
    Readable.fromWeb(response.body as ReadableStream),
    counted,
    createWriteStream(path, { flags: continued ? 'a' : 'w' }),
  )
}
