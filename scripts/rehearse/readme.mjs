import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../release/run.mjs'

/** Runs the JavaScript of a README as a newcomer would: each block in a file of its own. */
export const runReadme = (readme, folder, env) => {
  const blocks = [...readFileSync(readme, 'utf8').matchAll(/^```(?:ts|js)\n([\s\S]*?)^```/gm)]
  if (blocks.length === 0) throw new Error(`${readme} has no example`)
  return blocks.map(([, code], i) => {
    const file = `readme-${i}.mjs`
    writeFileSync(join(folder, file), code)
    return run(folder, 'node', [file], env).trim()
  })
}
