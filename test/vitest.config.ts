// How the tests run: in random order, each file in a process of its own, on a database of its own.
import { createHash } from 'node:crypto'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest begins first: begun last, it would be waited for while half of the machine has nothing to do. */
const long = ['browser/pages', 'browser/journey', 'browser/meetings', 'start', 'meeting-rights', 'bad-input'].map(name => `/test/${name}.test.ts`)

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (long.findIndex(name => moduleId.endsWith(name)) + long.length + 1) % (long.length + 1)
    const chance = ({ moduleId }: TestSpecification) => createHash('sha1').update(`${this.ctx.config.sequence.seed} ${moduleId}`).digest('hex')
    return files.toSorted((a, b) => rank(a) - rank(b) || chance(a).localeCompare(chance(b)))
  }
}

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    globalSetup: ['test/global-setup.ts'],
    sequence: { shuffle: true, sequencer: LongFirst },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A second, as vitest has it, is short on a machine that does much else; what comes sooner is not waited for.
    expect: { poll: { timeout: 20_000 } },
  },
})
