// Loaded into every test file (.taprc: `node-arg`). tap gives its loader, which measures coverage, to
// all processes that a test starts: they load modules half as fast, and TypeScript 7 does not start
// under it. Coverage is not measured, so they start as users start them.
import processOnSpawn from 'process-on-spawn'

processOnSpawn.addListener((child) => {
  const { NODE_OPTIONS: given = '', ...env } = child.env
  const own = given.replaceAll(/"?--(?:import|loader)=[^"\s]*tapjs[^"\s]*"?/g, '').trim()
  child.env = own === '' ? env : { ...env, NODE_OPTIONS: own }
})
