import { fileURLToPath } from 'node:url'

/** The variable in which the script of a packed folder names itself. */
const variable = 'MOMENTA_RUN'

/** The program and the arguments that run this benchmark, here or in a packed folder. */
export const invocation = (): readonly string[] => {
  const script = process.env[variable]
  return script
    ? [script]
    : [process.execPath, fileURLToPath(new URL('../bench.js', import.meta.url))]
}

/** The command as the user types it. */
export const typed = (argv: readonly string[]): string => {
  const script = process.env[variable]
  const [start, separator] = script ? [script, ' '] : ['npm run bench', ' -- ']
  return argv.length > 0 ? `${start}${separator}${argv.join(' ')}` : start
}
