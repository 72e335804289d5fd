// What the templates of outputs are given.
import type { Panel } from './leaflet.ts'
import type { Output } from './output.ts'

export interface OutputViews {
  'propaganda/leaflet': Head & { outside: Panel[]; inside: Panel[]; qr: string; full: { name: string; left: number }[] }
  'propaganda/_panel': { panel: Panel; output: Output; qr: string }
  'propaganda/reading': Head & { read: string[]; time: string }
  'propaganda/sheet': Head & { formName: string }
  'propaganda/_outputs': { title: string; links: OutputLink[]; picture: { src: string; alt: string } | null }
}

interface Head { back: string; output: Output }

/** One file or page that is made of a piece. */
export interface OutputLink { href: string; label: string; icon: string; isFile: boolean }
