import { render } from 'preact'
import { Page } from './page.tsx'

// The token has done its work: it is not to be bookmarked, or shown to whoever looks at the screen.
history.replaceState(null, '', location.pathname + location.hash)
render(<Page />, document.getElementById('bitewing')!)
