import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { home, linkTo, type Place, placeOf } from './route.ts'
import { report } from './store.ts'

/** The place that the address names; a new object each time a link is followed, so that the same link works twice. */
export function usePlace(): Place {
  const [place, setPlace] = useState<Place>(() => placeOf(report, location.hash, undefined) ?? home(report))
  // A rule's ID alone is also an element's: the browser would go there by itself, and take the focus away.
  useLayoutEffect(() => nameInAddress(linkTo(report, place)), [place])
  useEffect(() => {
    const follow = () => setPlace((now) => placeOf(report, location.hash, now.target) ?? now)
    // A link to where the address already is changes nothing, and is followed all the same.
    const again = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
      if (link?.getAttribute('href') === location.hash) follow()
    }
    addEventListener('hashchange', follow)
    addEventListener('click', again)
    return () => {
      removeEventListener('hashchange', follow)
      removeEventListener('click', again)
    }
  }, [])
  return place
}

/** Puts a place into the address without going there, so that what is read can be linked to. */
export function nameInAddress(link: string): void {
  if (location.hash !== link) history.replaceState(null, '', link)
}
