// What the demo's people ask the assistant with while their history is told: the register, indexed as the running portal will have it.
import { nameKeyOf, packNames } from '../assistant/pack.ts'
import { contentsInForce } from '../assistant/register.ts'
import { SearchIndex } from '../assistant/search-index.ts'
import type { Searcher } from '../assistant/searcher.ts'
import type { Config } from '../config.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { procedures } from '../procedures/tables.ts'
import type { Write } from '../store/store.ts'

/** The settings that the stories follow. */
export type Rules = Pick<Config, 'dataDir' | 'office' | 'channels' | 'enquiryDays' | 'enquiryHours' | 'enquiryVeryLateDays' | 'enquiryKeepDays'>

export interface Asking {
  find: Searcher['find']
  /** Ids by code and by name. */
  procedures: Map<string, string>
  config: Rules
}

/** The register of that day with the everyday names. It must be in. */
export async function askingOn(db: Write, today: string, config: Rules): Promise<Asking> {
  const ids = (await db.select({ id: procedures.id }).from(procedures)).map(({ id }) => id)
  const contents = [...await contentsInForce(db, ids, today)]
  const names = packNames()
  const phrasesOf = (content: ProcedureContent) => names.get(nameKeyOf(content))?.map(({ phrase }) => phrase) ?? []
  const index = SearchIndex.build(contents.map(([id, content]) => ({ id, content, names: phrasesOf(content) })))
  return {
    find: async (text, options) => index.find(text, options), config,
    procedures: new Map(contents.flatMap(([id, { code, name }]) => [[name, id], ...code ? [[code, id]] : []] as [string, string][])),
  }
}
