/** Two rows of teeth that meet. */
export function Mark() {
  return (
    <svg class="logo" viewBox="0 0 28 24" width="28" height="24" aria-hidden="true">
      <path d="M2 2h7v6a3.5 3.5 0 0 1-7 0zM10.5 2h7v7.5a3.5 3.5 0 0 1-7 0zM19 2h7v6a3.5 3.5 0 0 1-7 0z" />
      <path d="M2 22h7v-5a3.5 3.5 0 0 0-7 0zM10.5 22h7v-3.5a3.5 3.5 0 0 0-7 0zM19 22h7v-5a3.5 3.5 0 0 0-7 0z" />
    </svg>
  )
}
