// What the assistant answers from, as it stands now: the index, the versions in force, what staff pinned.
import { faqAnswering } from '../faqs/answering.ts'
import { pinsInForce } from '../lexicon/pinning.ts'
import type { Read } from '../store/store.ts'
import type { Sources } from './answering.ts'
import { contentOfVersion, sourceInForce, type Source } from './register.ts'
import type { Searcher } from './searcher.ts'
import { officesStand } from '../wording/ended-offices.ts'

/** `looked`: the versions that were read for an answer, by procedure. */
export function sourcesNow(db: Read, searcher: Pick<Searcher, 'find'>): Sources & { looked: Map<string, Source> } {
  const looked = new Map<string, Source>()
  return {
    looked,
    find: (text, options) => searcher.find(text, options),
    async contentOf(id) {
      const source = await sourceInForce(db, id)
      if (source) looked.set(id, source)
      return source && contentOfVersion(db, source.versionId)
    },
    pins: () => pinsInForce(db),
    faqOf: found => faqAnswering(db, found),
    officesStand: officesStand(),
  }
}
