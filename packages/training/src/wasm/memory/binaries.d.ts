/** The compiled kernels in base64, for a memory of one thread and for a shared one; written by `assembly/build.mjs`. */
export declare const binaries: { readonly own: string; readonly shared: string }
