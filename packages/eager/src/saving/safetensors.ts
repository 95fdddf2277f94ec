import { failLoad } from './failLoad.js'
import { hashOfText } from './hashOf.js'
import { mapValues } from './mapValues.js'
import type { BytesOf } from './rawOf.js'
import type { Saved } from './Saved.js'

// Format: safetensors. The length of the header as a little-endian 64-bit number; the header, JSON
// padded with spaces to a multiple of 8 bytes; the values of all tensors, little-endian float32.
// https://huggingface.co/docs/safetensors
const preamble = 8

/** A tensor in the header: its bytes are those from begin to end after the header. */
interface Entry {
  readonly dtype: 'F32'
  readonly shape: readonly number[]
  readonly data_offsets: readonly [begin: number, end: number]
}

/** The metadata: all but the values of tensors as JSON, and a hash of the table of tensors. */
interface Metadata {
  readonly momenta: string
  readonly table: string
}

const hashOfTable = (entries: Iterable<readonly [string, Entry]>): string =>
  hashOfText(JSON.stringify([...entries]))

/** Writes data as the bytes of a safetensors file. */
export const toSafetensors = (raw: Saved<Uint8Array>): Uint8Array => {
  const table: [string, Entry][] = []
  const bodies: Uint8Array[] = []
  let size = 0
  const named = mapValues(raw, (bytes, shape, name) => {
    table.push([name, { dtype: 'F32', shape, data_offsets: [size, size + bytes.length] }])
    bodies.push(bytes)
    size += bytes.length
    return name
  })
  const metadata: Metadata = { momenta: JSON.stringify(named), table: hashOfTable(table) }
  const json = new TextEncoder().encode(
    JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(table) }),
  )
  const length = 8 * Math.ceil(json.length / 8)
  const all = new Uint8Array(preamble + length + size)
  new DataView(all.buffer).setBigUint64(0, BigInt(length), true)
  all.fill(32, preamble, preamble + length)
  all.set(json, preamble)
  let at = preamble + length
  for (const body of bodies) {
    all.set(body, at)
    at += body.length
  }
  return all
}

const failForeign = (): never =>
  failLoad('the bytes must be those that saveBinary returned, got others')

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return failForeign()
  }
}

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return failForeign()
  }
}

const isOffset = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

const isEntry = (value: unknown): value is Entry => {
  if (!isRecord(value) || value.dtype !== 'F32' || !Array.isArray(value.data_offsets)) return false
  const [begin, end] = value.data_offsets
  return value.data_offsets.length === 2 && isOffset(begin) && isOffset(end) && begin <= end
}

const readHeader = (
  bytes: Uint8Array,
): { readonly momenta: string; readonly entries: ReadonlyMap<string, Entry> } => {
  const header = parse(decode(bytes))
  if (!isRecord(header)) return failForeign()
  const { __metadata__: metadata, ...table } = header
  if (!isRecord(metadata) || typeof metadata.momenta !== 'string') return failForeign()
  const entries = new Map<string, Entry>()
  for (const [name, entry] of Object.entries(table)) {
    if (!isEntry(entry)) return failForeign()
    entries.set(name, entry)
  }
  if (metadata.table !== hashOfTable(entries))
    failLoad('the table of tensors must be unchanged since saveBinary, got another checksum')
  return { momenta: metadata.momenta, entries }
}

/**
 * Reads the data in the bytes of a safetensors file, and returns it with a function that finds the
 * values of its tensors.
 */
export const fromSafetensors = (
  bytes: Uint8Array,
): { readonly data: unknown; readonly bytesOf: BytesOf } => {
  if (bytes.length < preamble) return failForeign()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getBigUint64(0, true)
  if (length > BigInt(bytes.length - preamble)) return failForeign()
  const start = preamble + Number(length)
  const { momenta, entries } = readHeader(bytes.subarray(preamble, start))
  let size = 0
  for (const { data_offsets: offsets } of entries.values()) size = Math.max(size, offsets[1])
  if (bytes.length !== start + size)
    return failLoad(
      `the bytes must be complete: ${start + size}, got ${bytes.length}; were they truncated?`,
    )
  // A copy (Buffer.slice does not copy), so that later writes of the caller have no effect.
  const body = new Uint8Array(bytes.subarray(start))
  const bytesOf: BytesOf = (where, name, count) => {
    const entry = entries.get(name as string)
    if (entry === undefined) return failLoad(`${where} must be one of the tensors, got none`)
    const [begin, end] = entry.data_offsets
    return end - begin === count
      ? body.subarray(begin, end)
      : failLoad(`${where} must have ${count} bytes, got ${end - begin}`)
  }
  return { data: parse(momenta), bytesOf }
}
