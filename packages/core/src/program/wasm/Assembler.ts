/** Bytes of WebAssembly's binary format. */
export type Bytes = readonly number[]

/** An unsigned integer, LEB128. */
const unsigned = (value: number): Bytes => {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest % 128
    rest = Math.floor(rest / 128)
    bytes.push(rest > 0 ? low + 128 : low)
  } while (rest > 0)
  return bytes
}

/** A vector: its length, then its items. */
const vector = (items: readonly Bytes[]): Bytes => [...unsigned(items.length), ...items.flat()]

const section = (id: number, content: Bytes): Bytes => [id, ...unsigned(content.length), ...content]
const text = (name: string): Bytes => vector([...name].map((c) => [c.charCodeAt(0)]))

const types = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const

/** Locals after the parameters, in groups of one type. */
export type Locals = readonly (readonly [count: number, type: keyof typeof types])[]

/**
 * A module that imports a memory as `env.memory` and exports one function `run` of i32 parameters.
 *
 * @param shared - Whether the memory is shared between threads, which its import must declare.
 */
export const moduleOf = (
  parameters: number,
  locals: Locals,
  code: Bytes,
  shared: boolean,
): Uint8Array<ArrayBuffer> => {
  const limits = shared ? [3, 1, ...unsigned(65536)] : [0, 1]
  const groups = locals.map(([count, type]) => [...unsigned(count), types[type]])
  const body = [...vector(groups), ...code, 0x0b]
  const signature = [0x60, ...vector(Array(parameters).fill([types.i32])), 0]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([signature])),
    ...section(2, vector([[...text('env'), ...text('memory'), 2, ...limits]])),
    ...section(3, vector([[0]])),
    ...section(7, vector([[...text('run'), 0, 0]])),
    ...section(10, vector([[...unsigned(body.length), ...body]])),
  ])
}

const simd = (opcode: number, ...immediate: readonly number[]): Bytes => [
  0xfd,
  ...unsigned(opcode),
  ...immediate,
]

/** Instructions by their names in the specification. */
export const op = {
  get: (local: number): Bytes => [0x20, ...unsigned(local)],
  set: (local: number): Bytes => [0x21, ...unsigned(local)],
  i32: (value: number): Bytes => {
    // signed LEB128 of a small number that is not negative
    const bytes = [...unsigned(value)]
    return ((bytes.at(-1) as number) & 0x40) === 0
      ? [0x41, ...bytes]
      : [0x41, ...bytes.slice(0, -1), (bytes.at(-1) as number) | 0x80, 0]
  },
  add: [0x6a] as Bytes,
  sub: [0x6b] as Bytes,
  and: [0x71] as Bytes,
  shiftLeft: [0x74] as Bytes,
  isZero: [0x45] as Bytes,
  notLess: [0x4f] as Bytes, // i32.ge_u
  load: (offset: number): Bytes => [0x28, 2, ...unsigned(offset)],
  loop: (body: Bytes): Bytes => [0x03, 0x40, ...body, 0x0b],
  block: (body: Bytes): Bytes => [0x02, 0x40, ...body, 0x0b],
  branch: (depth: number): Bytes => [0x0c, depth],
  branchIf: (depth: number): Bytes => [0x0d, depth],
  v128: {
    load: (offset = 0) => simd(0x00, 2, ...unsigned(offset)),
    loadSplat: (offset: number) => simd(0x09, 2, ...unsigned(offset)),
    loadOne: simd(0x5c, 2, 0),
    loadOneDouble: simd(0x5d, 3, 0),
    /** Two float32, in the lower half. */
    loadPair: (offset: number) => simd(0x5d, 2, ...unsigned(offset)),
    /** Two equal float64. */
    splatDouble: (value: number): Bytes => {
      const bytes = [...new Uint8Array(Float64Array.of(value).buffer)]
      return simd(0x0c, ...bytes, ...bytes)
    },
    store: (offset = 0) => simd(0x0b, 2, ...unsigned(offset)),
    storeOne: simd(0x5a, 2, 0, 0),
    storeOneDouble: (offset: number) => simd(0x5b, 3, ...unsigned(offset), 0),
    and: simd(0x4e),
    upper: simd(0x0d, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15),
  },
  f32x4: {
    splatOne: [0x43, 0, 0, 0x80, 0x3f, ...simd(0x13)] as Bytes,
    splatZero: [0x43, 0, 0, 0, 0, ...simd(0x13)] as Bytes,
    less: simd(0x43),
    greater: simd(0x44),
    abs: simd(0xe0),
    neg: simd(0xe1),
    sqrt: simd(0xe3),
    add: simd(0xe4),
    sub: simd(0xe5),
    mul: simd(0xe6),
    div: simd(0xe7),
    pmin: simd(0xea),
    pmax: simd(0xeb),
  },
  f64x2: { promote: simd(0x5f), add: simd(0xf0), mul: simd(0xf2), max: simd(0xf5) },
} as const
