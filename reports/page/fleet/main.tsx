import { render } from 'preact'
import { Fleet } from './fleet.tsx'

render(<Fleet />, document.getElementById('bitewing')!)
