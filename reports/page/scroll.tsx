import type { ComponentChildren } from 'preact'

/** A box that scrolls, and that the keyboard can therefore reach. */
export function Scroll(props: { label: string; class: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll
    <div class={props.class} role="group" aria-label={props.label} tabIndex={0}>
      {props.children}
    </div>
  )
}
