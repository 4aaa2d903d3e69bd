import { expect, test } from 'vitest'
import { isIgnored } from '../../src/commits/ignored.ts'
import { makeJudge } from '../../src/commits/judge.ts'
import { lintMessage } from '../../src/commits/lint.ts'
import { conventions } from '../../scripts/lib/fuzz/conventions.ts'
import { encode, invent, mutate } from '../../scripts/lib/fuzz/messages.ts'
import { randomFrom } from '../../scripts/lib/fuzz/random.ts'

test('the quick judge and the linter agree on made up messages, for every preset and variant', async () => {
  const random = randomFrom(11)
  const messages = Array.from({ length: 400 }, () => encode(random.chance(2) ? invent(random) : mutate(invent(random), random), random).toString().trimEnd()).filter(Boolean)
  const accepted = { ours: 0 }
  for (const [name, convention] of Object.entries(await conventions(true))) {
    const judge = await makeJudge(convention)
    for (const message of messages) {
      if (await isIgnored(message, [])) continue
      const { ok, problems } = await lintMessage(message, convention)
      const rule = judge(message)
      expect([name, message, rule === undefined]).toEqual([name, message, ok])
      if (rule === undefined) accepted.ours++
      else expect([name, message, problems.filter(({ severity }) => severity === 'error').map((problem) => problem.rule)]).toEqual([name, message, expect.arrayContaining([rule])])
    }
  }
  expect(accepted.ours).toBeGreaterThan(50)
}, 120_000)
