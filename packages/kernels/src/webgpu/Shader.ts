/** A tensor that a shader binds. */
interface Bound {
  readonly name: string
  readonly type: string
  readonly access: 'read' | 'read_write'
}

/** Four numbers of 32 bits: the uniform of a dispatch. */
export type Params = readonly [number, number, number, number]

/**
 * A shader. Its storage bindings are tensors in the order of the call, followed by the uniform
 * vec4<u32> `p`.
 */
export interface Shader {
  readonly tensors: readonly Bound[]
  readonly code: string
}

/** A float32 tensor that is read. */
export const read = (name: string, type: 'f32' | 'i32' = 'f32'): Bound => ({
  ...{ name, type, access: 'read' },
})

/** A float32 tensor that is written; as u32 its bits. */
export const written = (name: string, type: 'f32' | 'u32' = 'f32'): Bound => ({
  ...{ name, type, access: 'read_write' },
})

/** A shader with these tensors, which the code names. */
export const shaderOf = (tensors: readonly Bound[], code: string): Shader => ({
  tensors,
  code: [
    ...tensors.map(
      ({ name, type, access }, b) =>
        `@group(0) @binding(${b}) var<storage, ${access}> ${name}: array<${type}>;`,
    ),
    `@group(0) @binding(${tensors.length}) var<uniform> p: vec4<u32>;`,
    code,
  ].join('\n'),
})
