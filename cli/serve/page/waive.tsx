import { useRef, useState } from 'preact/hooks'
import { Scroll } from '../../../reports/page/scroll.tsx'
import type { WaiverPreview } from '../model.ts'
import { ask } from './ask.ts'
import { Fault } from './fault.tsx'
import { useAction } from './use-action.ts'

interface WaiveProps {
  run: string
  target: string
  rule: string
  /** The file that the waiver goes into. */
  file: string
}

/** Days that a waiver holds where nothing else is said. */
const DAYS = 90

/** Makes a known deviation of a failure: what changes in the file is shown before it is written. */
export function Waive({ run, target, rule, file }: WaiveProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [reason, setReason] = useState('')
  const [expires, setExpires] = useState(() => new Date(Date.now() + DAYS * 86_400_000).toISOString().slice(0, 10))
  const [preview, setPreview] = useState<WaiverPreview>()
  const { isBusy, fault, act } = useAction()
  const send = (seen?: string) =>
    act(async () => {
      const request = { run, target, id: rule, reason, expires, ...(seen === undefined ? {} : { seen }) }
      setPreview(await ask<WaiverPreview>('/api/waivers', request))
    })
  // What was shown is no longer what would be written.
  const edit = (set: (value: string) => void, value: string) => {
    setPreview(undefined)
    set(value)
  }
  const title = `waive-${rule}`
  return (
    <>
      <button type="button" class="button" onClick={() => dialog.current?.showModal()}>
        Waive…
      </button>
      <dialog ref={dialog} aria-labelledby={title} onClose={() => setPreview(undefined)}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void send(preview?.mark)
          }}
        >
          <h3 id={title}>
            Waive {rule} of {target}
          </h3>
          <p class="note">A known deviation, until a day. It goes into {file}, and holds from the next run on.</p>
          <label class="labelled">
            Reason
            <input
              class="field"
              required
              value={reason}
              onInput={(event) => edit(setReason, event.currentTarget.value)}
            />
          </label>
          <label class="labelled">
            Last day
            <input
              class="field"
              type="date"
              required
              value={expires}
              onInput={(event) => edit(setExpires, event.currentTarget.value)}
            />
          </label>
          {preview && <Difference preview={preview} />}
          <Fault text={fault} />
          <p class="buttons">
            {!preview?.written && (
              <button type="submit" class="button main" disabled={isBusy}>
                {preview ? `Write it to ${file}` : 'Show the change'}
              </button>
            )}
            <button type="button" class="button" onClick={() => dialog.current?.close()}>
              {preview?.written ? 'Close' : 'Cancel'}
            </button>
            <span role="status">{preview?.written ? `Written to ${preview.file}.` : ''}</span>
          </p>
        </form>
      </dialog>
    </>
  )
}

function Difference({ preview }: { preview: WaiverPreview }) {
  return (
    <Scroll label={`Change of ${preview.file}`} class="diff">
      <pre>
        {preview.diff
          .split('\n')
          .slice(4)
          .map((line, at) => (
            <span key={at} class={line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : ''}>
              {line}
              {'\n'}
            </span>
          ))}
      </pre>
    </Scroll>
  )
}
