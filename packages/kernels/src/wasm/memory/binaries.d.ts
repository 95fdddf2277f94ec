/**
 * The compiled kernels in base64, for an unshared and a shared memory; `assembly/build.mjs` writes
 * them.
 */
export declare const binaries: { readonly own: string; readonly shared: string }
