// The stories of the demo's scoring: ranks of past years, the sample set, and a round, by the functions that their pages use.
import { declare, scoreForm } from '../scoring/giving.ts'
import { enterRank } from '../scoring/history.ts'
import { makeRound } from '../scoring/rounds.ts'
import { criteriaOf, findRound, sheetsOf } from '../scoring/seeing.ts'
import { makeSample } from '../scoring/sets.ts'
import { stepAt } from './enquiry-stories.ts'
import type { ScoringTold } from './scoring-story.ts'
import type { Telling } from './telling.ts'

export function addScoringStories(telling: Telling, told: ScoringTold): void {
  for (const { at, by, ...rank } of told.ranks) {
    stepAt(telling, at, by, `${rank.index} ${rank.year}`, user => enterRank(telling.db, user, { ...rank, score: null, among: null }))
  }
  for (const round of told.rounds) addRound(telling, round)
}

function addRound(telling: Telling, { at, by, name, year, units, declared, ...days }: ScoringTold['rounds'][number]): void {
  const { db } = telling
  let id = ''
  stepAt(telling, at, by, name, async user => {
    const setId = await makeSample(db, user, year)
    const chosen = Object.fromEntries(units.map(unit => [`unit.${telling.unit(unit)}`, 'on']))
    id = await makeRound(db, user, { name, setId, way: 'each', ...days, surveyed: '', bonusMost: 3, penaltyMost: 3, revision: 1, ...chosen })
  })
  for (const { at: when, by: who, unit, scores } of declared) {
    stepAt(telling, when, who, `${name} ${unit}`, async user => {
      const round = await findRound(db, id)
      const rows = await criteriaOf(db, round.setId)
      const sheet = (await sheetsOf(db, user, round)).find(({ unitId }) => unitId === telling.unit(unit))
      for (const { number, ...typed } of scores) {
        const criterion = rows.find(row => row.number === number)
        if (!sheet || !criterion) throw new Error(`there is no sheet of ${unit}, or no criterion ${number}`)
        await declare(db, user, { round, sheet, criterion }, scoreForm.parse(typed))
      }
    })
  }
}
