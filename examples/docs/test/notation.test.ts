import t from 'tap'
import { evaluatedWith } from './evaluatedWith.js'

const evaluated = <A>(expression: string) =>
  evaluatedWith<A>(
    {
      'notation/withEquations.mjs': ['withEquations'],
      'referencePages.mjs': ['referencePages'],
      '../../node_modules/katex/dist/katex.mjs': ['renderToString'],
    },
    expression,
  )

/** The Markdown of docstrings, without the marks of blocks. */
const markdownOf = (texts: readonly string[]): readonly string[] =>
  evaluated<readonly string[]>(
    `${JSON.stringify(texts)}.map((text) => withEquations(text, (plain) => plain).join(' '))`,
  ).map((text) =>
    text.replace(/```math\n\\begin{aligned}\n([\s\S]*?)\n\\end{aligned}\n```/g, '[$1]'),
  )

t.test('a formula keeps what its signs mean', async (t) => {
  const formulas = {
    'x = (a + b) c/(d + e)': String.raw`x &= \frac{(a + b) c}{d + e}`,
    'x = a/b c': String.raw`x &= \frac{a}{b} c`,
    'x = a/‖b‖': String.raw`x &= \frac{a}{\lVert b\rVert }`,
    'x = a/√(b + c)': String.raw`x &= \frac{a}{\sqrt{b + c}}`,
    'x = (1/n) Σ eᵢ': String.raw`x &= \frac{1}{n} \mathop{\textstyle\sum}\nolimits  e_{i}`,
    'x = (a/b + c)²ᵖ/d': String.raw`x &= \frac{(a / b + c)^{2p}}{d}`,
    "u' = −β₁ᵗ⁺¹ v̂": String.raw`u^{\prime} &= -\beta_{1}^{t+1} \hat{v}`,
    'v^ = max(v^, |g|)': String.raw`\hat{v} &= \operatorname{max}(\hat{v}, \lvert g\rvert )`,
    'f(x) ≤ f* + ε_root': String.raw`f (x) &\le f^{*} + \varepsilon_{\mathrm{root}}`,
    's = init · rate^(s/steps)': String.raw`s &= \mathrm{init} \cdot \mathrm{rate}^{s / \mathrm{steps}}`,
  }
  t.same(
    markdownOf(Object.keys(formulas).map((text) => `Rule: ${text}.`)),
    Object.values(formulas).map((tex) => `Rule: [${tex}]`),
  )
})

t.test('equations have lines of their own, short formulas stay in the text', async (t) => {
  t.same(
    markdownOf([
      'Rule: a = b; c = d, with e.',
      'A step of a leaf, at n: L2 norms of L-BFGS in 3 steps.',
      'Every k steps φ ← φ + α u, and `a = b` stays.',
      'Rule: v = (1 − β) x² + β v, x = u or g.',
      'The rise · steps steps of y over z.',
      'Rule: a = b + c; d = max of the b.',
    ]),
    [
      'Rule: [a &= b \\\\\nc &= d] with $`e`$.',
      'A step of a leaf, at $`n`$: L2 norms of L-BFGS in 3 steps.',
      String.raw`Every $${'`'}k${'`'}$ steps $${'`'}\varphi \leftarrow \varphi + \alpha u${'`'}$, and ${'`'}a = b${'`'} stays.`,
      String.raw`Rule: [v &= (1 - \beta) x^{2} + \beta v] with $${'`'}x = u${'`'}$ or $${'`'}g${'`'}$.`,
      String.raw`The $${'`'}\mathrm{rise} \cdot \mathrm{steps}${'`'}$ steps of $${'`'}y${'`'}$ over $${'`'}z${'`'}$.`,
      String.raw`Rule: [a &= b + c] $${'`'}d = \mathrm{max}${'`'}$ of the $${'`'}b${'`'}$.`,
    ],
  )
})

t.test(
  'no sign of an equation is left in the text of the reference, and KaTeX reads all',
  async (t) => {
    const left = evaluated<readonly string[]>(`referencePages(root).then((pages) =>
    pages.flatMap(({ page, text }) => {
      for (const [, block, inline] of text.matchAll(/\`\`\`math\\n([^]*?)\`\`\`|\\$\`([^\`]*)\`\\$/g))
        renderToString(block ?? inline, { throwOnError: true })
      const words = text.replace(/^\`\`\`[^]*?^\`\`\`$/gm, '').replace(/\`[^\`]*\`/g, '')
      const found = words.match(/.*[\\u0302\\u0304\\u1d40\\u1d57\\u2080-\\u209f\\u2070-\\u207f²³α-ωΑ-Ω√∛‖⟨←].*/g)
      // a word before a formula is a function whose name the notation does not know
      const cut = text.match(/.*\\p{L}\\$\`\\(.*/gu)
      return [...(found ?? []), ...(cut ?? [])].map((line) => page + ': ' + line)
    }))`)
    t.same(left, [])
  },
)
