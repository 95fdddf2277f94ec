import { Argument, Command } from 'commander'
import { archives } from '../fetch/Archive.js'
import { fetchArchive } from '../fetch/fetchArchive.js'
import { isMissingData } from '../locate/missingData.js'
import { checks } from './checks.js'

const note = (text: string) => void process.stderr.write(text)

/** What a data set is, or why it is not there or damaged. */
const stateOf = (load: () => string): { readonly text: string; readonly damaged: boolean } => {
  try {
    return { text: load(), damaged: false }
  } catch (error) {
    const { message } = error as Error
    return isMissingData(error)
      ? { text: `not available (${message})`, damaged: false }
      : { text: `damaged (${message})`, damaged: true }
  }
}

/** @throws Error that names the damaged data sets. */
const check = (): void => {
  const damaged = Object.entries(checks).filter(([id, load]) => {
    const state = stateOf(load)
    process.stdout.write(`${id}: ${state.text}\n`)
    return state.damaged
  })
  if (damaged.length > 0)
    throw new Error(
      `data: every data set that is there must be complete, got damaged ${damaged.map(([id]) => id).join(', ')}; replace what the lines above name`,
    )
}

const fetchAll = async (ids: readonly string[]): Promise<void> => {
  for (const archive of archives.filter(({ id }) => ids.includes(id))) {
    const folder = await fetchArchive(archive, (bytes) => {
      note(`\r${archive.id}: ${(bytes / 1e6).toFixed(0)} of ${(archive.bytes / 1e6).toFixed(0)} MB`)
    })
    note('\n')
    process.stdout.write(`${archive.id}: ${folder}\n`)
  }
}

/** The command line. */
export const program = (): Command => {
  const command = new Command('data')
    .description(
      'The data sets of the benchmark: where they are, and those that may be downloaded.',
    )
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, 'data: ')),
    })
    .exitOverride()
  command
    .command('check')
    .description('lists each data set: its size, or its missing files and their source')
    .action(check)
  command
    .command('fetch')
    .description('downloads and verifies data sets; an interrupted download continues')
    .addArgument(new Argument('<id...>', 'which ones').choices(archives.map(({ id }) => id)))
    .action(fetchAll)
  return command
}
