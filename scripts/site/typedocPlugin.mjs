import { JSX } from 'typedoc'

/** Links each page of TypeDoc to the reference, of which its list of names is a part. */
export const load = ({ renderer }) => {
  renderer.hooks.on('content.begin', ({ relativeURL }) =>
    JSX.createElement(
      'p',
      null,
      JSX.createElement('a', { href: relativeURL('../reference/index.html') }, 'Reference'),
    ),
  )
}
