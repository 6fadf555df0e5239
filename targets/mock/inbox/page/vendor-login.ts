import { html } from 'hono/html'
import { document, type Html } from './layout.ts'

/** The login page of a simulated vendor. It takes everybody: the user is the company's. */
export const vendorLoginPage = (name: string): Html =>
  document(
    `Sign in at ${name}`,
    html`<h1>Sign in at ${name}</h1>
<p>The scanner inbox hub asks for access to the cases of your company.</p>
<form method="post"><button>Sign in and allow access</button></form>`,
  )
