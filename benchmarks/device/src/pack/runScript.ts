/** The script of a packed folder: it unpacks into a temporary folder once, and runs the check. */
export const runScript = (id: string): string => `#!/bin/sh
# Checks momenta on the GPU of this machine, with the Node, packages and Dawn of this folder.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd)
into=\${MOMENTA_UNPACKED:-\${TMPDIR:-/tmp}/momenta-check-${id}}
if [ ! -e "$into/ready" ]; then
  mkdir -p "$into"
  gzip -dc "$here/node.gz" >"$into/node"
  chmod +x "$into/node"
  gzip -dc "$here/packages.tar.gz" | tar -xf - -C "$into"
  : >"$into/ready"
fi
export MOMENTA_CACHE="$into/cache" XDG_RUNTIME_DIR="\${XDG_RUNTIME_DIR:-/tmp}"
# the Vulkan loader of this folder, if the machine has none
[ -e "$into/lib" ] && export LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:-}:$into/lib"
if [ -z "\${VK_DRIVER_FILES:-\${VK_ICD_FILENAMES:-}}" ]; then
  for driver in /usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json \\
    /usr/share/vulkan/icd.d/nvidia_icd.json /etc/vulkan/icd.d/nvidia_icd.json; do
    if [ -e "$driver" ]; then export VK_DRIVER_FILES="$driver"; break; fi
  done
fi
exec "$into/node" "$into/app/dist/check.js" "$@"
`
