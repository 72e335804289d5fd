// Two ways to use a page: with the pointer, or with the keyboard alone. The same story is told with either.
import type { Locator, Page } from 'playwright-core'

export interface SentFile { name: string; mimeType: string; buffer: Buffer }

/** What a person does with the things of a page. */
export interface Hands {
  press: (what: Locator) => Promise<void>
  write: (what: Locator, words: string) => Promise<void>
  choose: (what: Locator, label: string) => Promise<void>
  attach: (what: Locator, file: SentFile) => Promise<void>
}

export const pointer: Hands = {
  press: what => what.click(),
  async write(what, words) { await what.fill(words); await what.blur() },
  async choose(what, label) { await what.selectOption({ label }) },
  attach: (what, file) => what.setInputFiles(file),
}

const isFocused = (what: Locator) => what.evaluate(element => element === element.ownerDocument.activeElement)
const mostSteps = 250

/** Tab goes there from wherever the focus is, as a person who uses no pointer does. Throws where it never arrives. */
async function reach(what: Locator): Promise<Page> {
  const page = what.page()
  await what.waitFor()
  for (let steps = 0; !await isFocused(what); steps++) {
    if (steps > mostSteps) throw new Error(`Tab never comes to ${String(what)}`)
    await page.keyboard.press('Tab')
  }
  return page
}

/** The parts of a date are typed one after the other, in the order of the browser's own language, which no page can ask. */
async function typeDay(what: Locator, day: string): Promise<void> {
  const { keyboard: keys } = what.page()
  const [year, month, date] = day.split('-')
  for (const order of [[date, month, year], [month, date, year]]) {
    for (let part = 0; part < 3; part++) await keys.press('ArrowLeft')
    await keys.type(order.join(''))
    if (await what.inputValue() === day) return
  }
  throw new Error(`${day} cannot be typed`)
}

export const keyboard: Hands = {
  async press(what) {
    const page = await reach(what)
    await page.keyboard.press(['checkbox', 'radio'].includes(await what.getAttribute('type') ?? '') ? 'Space' : 'Enter')
  },
  async write(what, words) {
    const page = await reach(what)
    if (await what.getAttribute('type') === 'date') await typeDay(what, words)
    else {
      await page.keyboard.press('Control+a')
      await page.keyboard.type(words)
    }
    await page.keyboard.press('Tab')
  },
  async choose(what, label) {
    const page = await reach(what)
    const chosen = () => what.locator('option:checked').textContent()
    await page.keyboard.press('Home')
    for (let steps = 0; await chosen() !== label; steps++) {
      if (steps > mostSteps) throw new Error(`no choice is called “${label}”`)
      await page.keyboard.press('ArrowDown')
    }
    await page.keyboard.press('Tab')
  },
  async attach(what, file) {
    // On a busy machine the browser now and then opens no chooser at the first press: a person presses again.
    for (let tries = 1; ; tries++) {
      const page = await reach(what)
      const chooser = page.waitForEvent('filechooser', { timeout: 10_000 }).catch((error: unknown) => { if (tries >= 3) throw error })
      await page.keyboard.press('Space')
      const opened = await chooser
      if (opened) return opened.setFiles(file)
    }
  },
}
