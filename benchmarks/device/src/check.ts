import { watchOutput } from '@momenta/bench-results'
import { main } from './command/main.js'

watchOutput('check:device')
process.exitCode = await main(process.argv.slice(2))
