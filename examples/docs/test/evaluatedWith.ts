import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './workspace.js'

/**
 * What an expression gives of the modules of `scripts/site`, which have no types. It may use
 * `root`, the folder of the repository.
 *
 * @param imports - The names that it uses, by the file that exports them.
 */
export const evaluatedWith = <A>(
  imports: { readonly [file: string]: readonly string[] },
  expression: string,
): A => {
  const lines = Object.entries(imports).map(([file, names]) => {
    const path = JSON.stringify(join(root, 'scripts/site', file))
    return `import { ${names.join(', ')} } from ${path}`
  })
  const script = `
    ${lines.join('\n')}
    const root = ${JSON.stringify(root)}
    process.stdout.write(JSON.stringify(await (${expression})))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (stderr !== '') throw new Error(stderr)
  return JSON.parse(stdout)
}
