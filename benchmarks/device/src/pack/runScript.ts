import { driverLines } from '@momenta/bench-backends'

/** The script of a packed folder: it unpacks into a temporary folder once, and runs the check. */
export const runScript = (id: string): string =>
  [
    '#!/bin/sh',
    '# Checks momenta on the GPU of this machine, with the Node, packages and Dawn of this folder.',
    'set -eu',
    'here=$(cd -- "$(dirname -- "$0")" && pwd)',
    `into=\${MOMENTA_UNPACKED:-\${TMPDIR:-/tmp}/momenta-check-${id}}`,
    'if [ ! -e "$into/ready" ]; then',
    '  mkdir -p "$into"',
    '  gzip -dc "$here/node.gz" >"$into/node"',
    '  chmod +x "$into/node"',
    '  gzip -dc "$here/packages.tar.gz" | tar -xf - -C "$into"',
    '  : >"$into/ready"',
    'fi',
    'export MOMENTA_CACHE="$into/cache"',
    ...driverLines('$into'),
    'exec "$into/node" "$into/app/dist/check.js" "$@"',
    '',
  ].join('\n')
