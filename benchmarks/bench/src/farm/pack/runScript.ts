import { type BackendName, driverLines } from '@momenta/bench-backends'

/**
 * The script of a packed folder. It uses nothing but the folder: no PATH, no HOME.
 */
export const runScript = (backend: BackendName, hasData: boolean): string =>
  [
    '#!/bin/sh',
    '# Runs the benchmark with the Node and the packages of this folder.',
    'case $0 in',
    `  */*) here=\${0%/*} ;;`,
    '  *) here=. ;;',
    'esac',
    'here=$(cd -- "$here" && pwd) || exit 1',
    'export MOMENTA_RUN="$here/run" MOMENTA_CACHE="$here/cache"',
    ...(hasData ? [`export MOMENTA_DATA="\${MOMENTA_DATA:-$here/data}"`] : []),
    ...(backend === 'webgpu' ? driverLines('$here') : []),
    `exec "$here/node" "$here/app/dist/bench.js" --backend ${backend} "$@"`,
    '',
  ].join('\n')
