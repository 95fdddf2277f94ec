// @changesets/cli 3 asks for Node >= 22.11: its bin calls module.enableCompileCache and its publish code
// Promise.withResolvers. Its main entry runs on Node 20.19 with this polyfill.
Promise.withResolvers ??= function withResolvers() {
  const out = {}
  out.promise = new this((resolve, reject) => Object.assign(out, { resolve, reject }))
  return out
}
await import('@changesets/cli')
