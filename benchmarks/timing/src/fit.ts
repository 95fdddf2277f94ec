import { watchOutput } from '@momenta/bench-results'
import { main } from './fit/main.js'

watchOutput('bench:fit')
process.exitCode = await main(process.argv.slice(2))
