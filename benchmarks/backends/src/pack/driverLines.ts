/**
 * Lines of a shell script that let Dawn find a GPU with the loader in `lib` of a packed folder.
 *
 * @param folder - The packed folder as the script names it, as `$here`.
 */
export const driverLines = (folder: string): readonly string[] => [
  `export XDG_RUNTIME_DIR="\${XDG_RUNTIME_DIR:-/tmp}"`,
  '# the Vulkan loader of this folder, if the machine has none',
  `libraries="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}${folder}/lib"`,
  `[ -e "${folder}/lib" ] && export LD_LIBRARY_PATH="$libraries"`,
  `if [ -z "\${VK_DRIVER_FILES:-\${VK_ICD_FILENAMES:-}}" ]; then`,
  '  for driver in /usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json \\',
  '    /usr/share/vulkan/icd.d/nvidia_icd.json /etc/vulkan/icd.d/nvidia_icd.json; do',
  '    if [ -e "$driver" ]; then export VK_DRIVER_FILES="$driver"; break; fi',
  '  done',
  'fi',
]
