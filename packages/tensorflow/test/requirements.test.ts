import type { CommandResult, Machine } from '@momenta/tensorflow'
import t from 'tap'
import { messageOf, simulateMachine } from './simulateMachine.js'

t.test(
  'what is missing is reported in one line with the remedy, and nothing incomplete stays',
  async (t) => {
    const cases: readonly (readonly [
      string,
      Partial<Machine>,
      (line: string) => Partial<CommandResult> | undefined,
      RegExp,
    ])[] = [
      [
        'no python',
        {},
        (l) => (l.includes('pip --version') ? { status: null } : undefined),
        /python with pip is required, python3 was not found; install python3 and python3-pip/,
      ],
      [
        'no pip',
        {},
        (l) => (l.includes('pip --version') ? { status: 1 } : undefined),
        /python3 has no pip; install/,
      ],
      [
        'no compiler',
        {},
        (l) => (l.includes('-fsyntax-only') ? { status: null } : undefined),
        /a C\+\+17 compiler is required \(c\+\+, g\+\+ or clang\+\+\), none was found; install g\+\+/,
      ],
      [
        'another platform',
        { platform: 'win32' },
        () => undefined,
        /the platform must be linux x64 with glibc, got win32 x64; use the wasm backend/,
      ],
      [
        'another C library',
        { glibc: () => undefined },
        () => undefined,
        /must be linux x64 with glibc, got linux x64 with another C library; use/,
      ],
      [
        'no disk space',
        { free: () => 1e9 },
        () => undefined,
        /must have 2.5 GB of free disk space, got 1.0; free some, or set MOMENTA_CACHE/,
      ],
      [
        'no network for npm',
        {},
        (l) => (l.includes('install') ? { stderr: 'npm error code ENOTFOUND' } : undefined),
        /npm failed to fetch @tensorflow\/tfjs-node@4.22.0 \(npm error code ENOTFOUND\); check/,
      ],
      [
        'no npm',
        {},
        (l) => (l.includes('install') ? { status: null } : undefined),
        /npm is required and was not found; install it and run the setup again/,
      ],
      [
        'no network for pip',
        {},
        (l) => (l.includes('download') ? { stderr: 'ERROR: No matching distribution' } : undefined),
        /pip failed to fetch tensorflow-cpu==2.18.1 \(ERROR: No matching/,
      ],
      [
        'a corrupt wheel',
        {},
        (l) => (l.includes('extract') ? { stderr: 'zipfile.BadZipFile: Bad CRC-32' } : undefined),
        /unpacking the wheels failed \(zipfile.BadZipFile: Bad CRC-32\), they were deleted; check/,
      ],
      [
        'a compiler that fails',
        {},
        (l) => (l.includes('tfjs_binding.cc') ? { stderr: 'fatal error: x.h' } : undefined),
        /c\+\+ failed to compile the addon \(fatal error: x.h\)/,
      ],
      [
        'an addon that does not load',
        {},
        (l) => (l.includes('verify.js') ? { stderr: 'Error: undefined symbol' } : undefined),
        /failed to compute a product and a gradient \(Error: undefined symbol\)/,
      ],
      [
        'a folder that cannot be written',
        {
          makeFolder: () => {
            throw new Error('EACCES: permission denied')
          },
        },
        () => undefined,
        /cannot write to .* \(EACCES: permission denied\); set MOMENTA_CACHE/,
      ],
    ]
    for (const [name, changes, fails, expected] of cases) {
      const { machine, files } = simulateMachine(changes, fails)
      const message = await messageOf(machine)
      t.match(message, expected, name)
      t.notMatch(message, '\n', name)
      t.notOk(
        [...files.keys()].some((file) =>
          /partial|scratch|lock|ready\.json|binding\.node/.test(file),
        ),
        `${name}: nothing incomplete`,
      )
    }
  },
)
