import { useState } from 'preact/hooks'

/** Something that is done at a press of a button: whether it is under way, and what went wrong. */
export function useAction(): { isBusy: boolean; fault: string; act: (action: () => Promise<void>) => Promise<void> } {
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  const act = async (action: () => Promise<void>) => {
    setBusy(true)
    setFault('')
    try {
      await action()
    } catch (error) {
      setFault((error as Error).message)
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, fault, act }
}
