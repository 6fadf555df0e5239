/** What went wrong, in the server's words; nothing where nothing did. */
export function Fault({ text }: { text: string | undefined }) {
  if (!text) return null
  return (
    <pre class="fault" role="alert">
      {text}
    </pre>
  )
}
