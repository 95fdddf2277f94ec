/** A safetensors file without the values of its tensors. */
export interface Header {
  readonly text: string
  /** The tensors in the order of their bytes. */
  readonly entries: readonly {
    readonly name: string
    readonly shape: readonly number[]
    readonly begin: number
    readonly end: number
  }[]
}

type Table = {
  readonly [name: string]: {
    readonly shape: readonly number[]
    readonly data_offsets: readonly [number, number]
  }
}

const preamble = 8

/** Reads the text of a header; throws if it is not one. */
export const parseHeader = (text: string): Header => {
  const { __metadata__: _, ...table } = JSON.parse(text) as Table
  const entries = Object.entries(table).map(
    ([
      name,
      {
        shape,
        data_offsets: [begin, end],
      },
    ]) => ({
      name,
      shape,
      begin,
      end,
    }),
  )
  return { text, entries: entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end) }
}

/** The header of the bytes of a safetensors file. */
export const headerOf = (bytes: Uint8Array): Header => {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const length = Number(view.getBigUint64(0, true))
  return parseHeader(new TextDecoder().decode(bytes.subarray(preamble, preamble + length)))
}

/** The bytes of a safetensors file from its header and the values of its tensors. */
export const toBytes = (
  { text, entries }: Header,
  values: readonly ArrayLike<number>[],
): Uint8Array => {
  const json = new TextEncoder().encode(text)
  const size = entries.reduce((most, { end }) => Math.max(most, end), 0)
  const all = new Uint8Array(preamble + json.length + size)
  new DataView(all.buffer).setBigUint64(0, BigInt(json.length), true)
  all.set(json, preamble)
  entries.forEach(({ begin }, i) => {
    const floats = Float32Array.from(values[i] as ArrayLike<number>)
    all.set(new Uint8Array(floats.buffer), preamble + json.length + begin)
  })
  return all
}
