import { createHash } from 'node:crypto'

const checksum = /"sha256":"[0-9a-f]{64}"/

/** The checksum of a checkpoint: of its first line without the checksum, and of its bytes. */
export const checksumOf = (line: string, body: Uint8Array): string =>
  createHash('sha256').update(line.replace(checksum, '"sha256":""')).update(body).digest('hex')
