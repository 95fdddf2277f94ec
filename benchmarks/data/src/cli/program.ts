import { Argument, Command } from 'commander'
import { archives } from '../fetch/Archive.js'
import { fetchArchive } from '../fetch/fetchArchive.js'
import { checks } from './checks.js'

const note = (text: string) => void process.stderr.write(text)

const check = (): void => {
  for (const [id, load] of Object.entries(checks))
    try {
      process.stdout.write(`${id}: ${load()}\n`)
    } catch (error) {
      process.stdout.write(`${id}: not available (${(error as Error).message})\n`)
    }
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
