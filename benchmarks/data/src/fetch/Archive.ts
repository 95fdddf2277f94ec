/** An archive that may be downloaded. */
export interface Archive {
  readonly id: string
  readonly url: string
  readonly bytes: number
  readonly md5: string
}

const toronto = 'https://www.cs.toronto.edu/~kriz'

/** What `data fetch` downloads: data whose authors publish it for download without an agreement. */
export const archives: readonly Archive[] = [
  {
    id: 'cifar10',
    url: `${toronto}/cifar-10-binary.tar.gz`,
    bytes: 170_052_171,
    md5: 'c32a1d4ab5d03f1284b67883e8d87530',
  },
  {
    id: 'cifar100',
    url: `${toronto}/cifar-100-binary.tar.gz`,
    bytes: 168_513_733,
    md5: '03b5dce01913d631647c71ecec9e9cb8',
  },
]
