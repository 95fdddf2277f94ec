// jstat carries no types, and there is no @types/jstat: the two functions in use
declare module 'jstat' {
  type JStat = {
    readonly normal: { readonly inv: (p: number, mean: number, sd: number) => number }
    readonly studentt: { readonly inv: (p: number, degrees: number) => number }
  }
  const jstat: JStat
  export default jstat
}
